// Reading and writing of files by commands; what the file system answers becomes an operational error with the path.
import { chmod, mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLine } from '../compiler/diagnostics/catalogue/command-line.ts';
import { type OperationalError, operationalError } from '../compiler/operational-error.ts';

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'exists already',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'a loop of symbolic links',
  EIO: 'the device reports an error',
};

/** The operational error for an error of the file system; undefined for every other error. */
export function fileError(error: unknown): OperationalError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return undefined;
  }
  const file = 'path' in error && typeof error.path === 'string' ? error.path : 'a file';
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return operationalError(commandLine.diskFull, { path: file }, { cause: error });
  }
  const problem = problems[error.code];
  if (problem === undefined) return undefined;
  return operationalError(commandLine.fileInaccessible, { path: file, problem }, { cause: error });
}

/** Reads at most `most` bytes, whatever the file is; throws OperationalError when it has more. */
export async function readTextUpTo(file: string, most: number): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > most) throw tooLarge(file, size, most);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of handle.createReadStream({ end: most, autoClose: false })) {
      if (!(chunk instanceof Uint8Array)) continue;
      chunks.push(chunk);
      length += chunk.length;
    }
    if (length > most) throw tooLarge(file, length, most);
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    throw withPath(error, file);
  } finally {
    await handle.close();
  }
}

/** `bytes` were counted before reading stopped. */
export function tooLarge(file: string, bytes: number, most: number): OperationalError {
  const problem = `has ${bytes} bytes or more; at most ${most} are read`;
  return operationalError(commandLine.fileInaccessible, { path: file, problem });
}

/** Creates the folders above, follows links, keeps permissions; readers see the old or the new content, never a part. */
export async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const target = await realpath(file).catch(() => file);
  const draft = `${target}.new`;
  try {
    await writeFile(draft, text);
    const before = await stat(target).catch(() => undefined);
    if (before !== undefined) await chmod(draft, before.mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw withPath(error, file);
  }
}

/** The user's file name in place of the draft's. */
function withPath(error: unknown, file: string): unknown {
  if (error instanceof Error && 'path' in error) error.path = file;
  return error;
}
