// For `segform test --watch`: tells that a file of the project changed. Folders of packages and hidden ones are nobody's tests.
import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import path from 'node:path';

export interface FileChanges {
  /** Resolves when something changed since the last call, once the writing has paused. */
  next(): Promise<void>;
  close(): void;
}

const pauseMilliseconds = 80;
const watched = /(?:\.seg|\.csv|\.json|segform\.yaml)$/;

/** Watches `directory` (absolute) and every folder below it, also those that come later. */
export function changesBelow(directory: string): FileChanges {
  let changed = false;
  let wake: (() => void) | undefined;
  let pause: NodeJS.Timeout | undefined;
  const onFile = (file: string | null): void => {
    if (file !== null && !watched.test(file)) return;
    changed = true;
    clearTimeout(pause);
    pause = setTimeout(() => wake?.(), pauseMilliseconds);
  };
  const watchers = watchFolders(directory, onFile);
  return {
    async next() {
      await new Promise<void>((resolve) => {
        wake = resolve;
        // It changed while nobody waited: the pause may be over already.
        if (changed) pause = setTimeout(resolve, pauseMilliseconds);
      });
      changed = false;
      pause = undefined;
      wake = undefined;
    },
    close() {
      clearTimeout(pause);
      watchers.close();
    },
  };
}

function watchFolders(directory: string, onFile: (file: string | null) => void): { close(): void } {
  const watchers = new Map<string, FSWatcher>();
  const forget = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const follow = (folder: string): void => {
    const watcher = watch(folder, (event, file) => {
      onFile(file);
      if (event === 'rename') compareFolders(folder);
    });
    watcher.on('error', () => forget(folder));
    watchers.set(folder, watcher);
    for (const below of foldersIn(folder)) follow(below);
  };
  const compareFolders = (folder: string): void => {
    for (const known of watchers.keys()) if (!existsSync(known)) forget(known);
    for (const below of foldersIn(folder)) {
      if (watchers.has(below)) continue;
      follow(below);
      // Files may have been written before the folder was watched.
      onFile(null);
    }
  };
  follow(directory);
  return {
    close() {
      for (const folder of watchers.keys()) forget(folder);
    },
  };
}

/** Empty for a folder that is gone. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
