// Test support: refreshes a copy of a project with the built command line and reads what it published.
import { DuckDBInstance } from '@duckdb/node-api';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './data-folder.ts';
import { identifier, readKeys, type MemberKeys } from './prepared-warehouse.ts';
import { copyProject } from './project-config.ts';

/** What one refresh published: reads the members of a segment, by its name. */
export interface Published {
  readonly members: (segment: string) => Promise<MemberKeys>;
  readonly close: () => void;
}

const commandLine: string = join(repositoryRoot, 'dist', 'cli.js');

function runCommand(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [commandLine, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve();
      } else {
        reject(
          new Error(
            `segform ${args.join(' ')} ended with ${String(code ?? signal)}:\n${output.join('')}`,
          ),
        );
      }
    });
  });
}

/**
 * Refreshes all segments of a copy of the project in the DuckDB file `databasePath`, which prepare.sql has filled.
 * `now` is an ISO instant. Throws with the command's whole output when it does not end with 0.
 */
export async function refreshProject(
  projectDir: string,
  now: string,
  databasePath: string,
): Promise<Published> {
  if (!existsSync(commandLine)) {
    throw new Error(`${commandLine} is missing: build the command line first (npm run build)`);
  }
  const copyDir = mkdtempSync(join(dirname(databasePath), 'project-'));
  try {
    copyProject(projectDir, copyDir, databasePath);
    await runCommand([
      'refresh',
      '--project',
      copyDir,
      '--target',
      'dev',
      '--now',
      now,
      '--format',
      'json',
    ]);
  } finally {
    rmSync(copyDir, { recursive: true, force: true });
  }
  const instance = await DuckDBInstance.create(databasePath, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  return {
    members: (segment) => readKeys(connection, `SELECT * FROM segments.${identifier(segment)}`),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
