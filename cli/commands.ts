// The list of commands, in the order of --help. Each module is loaded only when its command is asked for.
import type { Command } from './command.ts';
import type { CommandEntry } from './command-declaration.ts';

export const commands: readonly CommandEntry<Command>[] = [
  {
    name: 'init',
    summary: 'Write a small working project with sample data',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'introspect',
    summary: 'Write model declarations from the tables of the warehouse',
    load: async () => (await import('./commands/introspect.ts')).introspect,
  },
  {
    name: 'check',
    summary: 'Find every fault of the project, offline',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'fmt',
    summary: 'Bring .seg files into canonical layout',
    load: async () => (await import('./commands/fmt.ts')).fmt,
  },
  {
    name: 'compile',
    summary: 'Print the SQL of segments, or the plan of their refresh',
    load: async () => (await import('./commands/compile.ts')).compile,
  },
  {
    name: 'test',
    summary: 'Run the tests of segments, offline',
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    name: 'test new',
    summary: 'Write a test of the boundaries of a segment, offline',
    load: async () => (await import('./commands/test-new.ts')).testNew,
  },
  {
    name: 'refresh',
    summary: 'Bring segments up to date in the warehouse, once',
    load: async () => (await import('./commands/refresh.ts')).refresh,
  },
  {
    name: 'run',
    summary: 'Refresh segments on schedule until stopped',
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'show',
    summary: 'Show one segment: size, freshness, members, definition',
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'changes',
    summary: 'Show who entered and left, and why',
    load: async () => (await import('./commands/changes.ts')).changes,
  },
  {
    name: 'status',
    summary: 'Show all segments with size and freshness',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'explain',
    summary: 'Say why an object is in a segment or not, or explain a code',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
];
