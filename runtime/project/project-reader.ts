// Port: how the runtime reads a project's files. The disk gives them to the command line, open documents to an editor.

/** All paths are absolute. Reading a missing file throws the error of the file system. */
export interface ProjectReader {
  kind(path: string): 'file' | 'directory' | 'missing';
  /** The path with every symbolic link followed. */
  realPath(path: string): string;
  /** In bytes. */
  size(path: string): number;
  /** The whole file as UTF-8. */
  readText(path: string): string;
  /** Files below `directory` that match a pattern, absolute, in no particular order; `node_modules` and dot folders are left out. */
  glob(directory: string, patterns: readonly string[]): readonly string[];
}
