// A rule that never failed is no rule: each one is shown a small tree with a planted violation, and its clean twin.
import { describe, expect, it } from 'vitest';
import { checkAmbientState } from './rules/ambient-state.ts';
import { checkDiagnosticBijection } from './rules/diagnostic-bijection.ts';
import {
  checkBarrels,
  checkFileBudgets,
  checkNames,
  checkOpeningComments,
} from './rules/file-shape.ts';
import { checkFinishedWork } from './rules/finished-work.ts';
import { checkFolderDirection } from './rules/folder-direction.ts';
import { checkFileCycles, checkFolderCycles } from './rules/import-cycles.ts';
import { checkOutsideTraces } from './rules/outside-traces.ts';
import { checkPackagePlaces } from './rules/package-places.ts';
import { checkRoomOrder } from './rules/room-order.ts';
import type { SourceTree, Violation } from './source-tree.ts';

type Files = Readonly<Record<string, string>>;

interface Plant {
  readonly rule: (tree: SourceTree) => readonly Violation[];
  readonly bad: Files;
  readonly message: string;
  readonly good: Files;
}

const use = (name: string): string => `// A file.\nimport { x } from '${name}';\n`;
const word = (...parts: readonly string[]): string => parts.join('');
const page = { 'docs/errors/SEG2001.md': '# SEG2001', 'test/errors/SEG2001-a.seg': '' };
const entry = { 'compiler/diagnostics/catalogue.ts': `a: { code: 'SEG2001' }` };
const runtimeEntry = { 'compiler/diagnostics/runtime.ts': `a: { code: 'SEG7001' }` };

const plants: Readonly<Record<string, Plant>> = {
  'compiler imports runtime': {
    rule: checkFolderDirection,
    bad: { 'compiler/plan/share.ts': use('../../runtime/refresh/refresh.ts') },
    message: 'must not import runtime/refresh/refresh.ts',
    good: { 'runtime/refresh/refresh.ts': use('../../compiler/plan/share.ts') },
  },
  'runtime imports a dialect lazily': {
    rule: checkFolderDirection,
    bad: {
      'runtime/open.ts': `// A file.\nconst a = await import('../dialects/duckdb/warehouse.ts');`,
    },
    message: 'must not import dialects/duckdb/warehouse.ts',
    good: {
      'cli/open.ts': `// A file.\nconst a = await import('../dialects/duckdb/warehouse.ts');`,
    },
  },
  'a dialect imports the refresh': {
    rule: checkFolderDirection,
    bad: { 'dialects/duckdb/connect.ts': use('../../runtime/refresh/refresh.ts') },
    message: 'must not import runtime/refresh/refresh.ts',
    good: { 'dialects/duckdb/connect.ts': use('../../runtime/warehouse.ts') },
  },
  'a source imports a test': {
    rule: checkFolderDirection,
    bad: { 'cli/main.ts': use('../test/support/run.ts') },
    message: 'must not import test/support/run.ts',
    good: { 'cli/main.ts': use('./commands/run.ts') },
  },
  'the command line imports the benchmark': {
    rule: checkFolderDirection,
    bad: { 'cli/main.ts': use('../bench/run/bench.ts') },
    message: 'must not import bench/run/bench.ts',
    good: { 'bench/run/bench.ts': use('../../cli/output/table.ts') },
  },
  'the benchmark imports a test': {
    rule: checkFolderDirection,
    bad: { 'bench/main.ts': use('../test/runtime/memory-connection.ts') },
    message: 'must not import test/runtime/memory-connection.ts',
    good: { 'bench/main.ts': use('../runtime/refresh/refresh.ts') },
  },
  'the parser library outside the parser': {
    rule: checkPackagePlaces,
    bad: { 'compiler/check/infer.ts': use('chevrotain') },
    message: 'package chevrotain is known only to compiler/syntax/',
    good: { 'compiler/syntax/tokens.ts': use('chevrotain') },
  },
  'the query builder in the runtime': {
    rule: checkPackagePlaces,
    bad: { 'runtime/state/store.ts': use('kysely/helpers/sqlite') },
    message: 'package kysely is known only to compiler/sql/, dialects/',
    good: { 'compiler/sql/emit.ts': use('kysely') },
  },
  'the DuckDB driver in the runtime': {
    rule: checkPackagePlaces,
    bad: { 'runtime/open.ts': use('@duckdb/node-api') },
    message: 'package @duckdb/node-api is known only to dialects/duckdb/',
    good: { 'dialects/duckdb/connect.ts': use('@duckdb/node-api') },
  },
  'arguments outside the command line': {
    rule: checkPackagePlaces,
    bad: { 'runtime/arguments.ts': use('yargs') },
    message: 'package yargs is known only to cli/',
    good: { 'cli/main.ts': use('yargs/helpers') },
  },
  'the Snowflake driver loaded at the start': {
    rule: checkPackagePlaces,
    bad: { 'dialects/snowflake/connect.ts': use('snowflake-sdk') },
    message: 'package snowflake-sdk must be loaded lazily, with import()',
    good: { 'dialects/snowflake/connect.ts': `// A.\nawait import('snowflake-sdk');` },
  },
  'a package nobody decided on': {
    rule: checkPackagePlaces,
    bad: { 'runtime/pad.ts': use('left-pad') },
    message: 'package left-pad has no place in the table of this rule',
    good: { 'runtime/pad.ts': `// import { x } from 'left-pad';\n` },
  },
  'files in the compiler': {
    rule: checkPackagePlaces,
    bad: { 'compiler/source.ts': use('node:fs') },
    message: 'the compiler is pure and must not import node:fs',
    good: { 'runtime/project.ts': use('node:fs') },
  },
  'the process module in the runtime': {
    rule: checkPackagePlaces,
    bad: { 'runtime/run.ts': use('node:process') },
    message: 'node:process belongs to cli',
    good: { 'cli/host.ts': use('node:process') },
  },
  'the process in the runtime': {
    rule: checkAmbientState,
    bad: { 'runtime/run.ts': `// A file.\nconst home = process.env['HOME'];` },
    message: 'line 2 uses process',
    good: {
      'runtime/run.ts': `// Not process.env.\nconst a = 'process.env' + refresh.process.name;`,
    },
  },
  'the clock by name': {
    rule: checkAmbientState,
    bad: { 'compiler/window.ts': 'const now = Date.now();' },
    message: 'line 1 uses Date.now()',
    good: { 'cli/host.ts': 'const now = Date.now();' },
  },
  'the clock by construction': {
    rule: checkAmbientState,
    bad: { 'runtime/due.ts': 'const now = new Date();' },
    message: 'line 1 uses new Date()',
    good: { 'runtime/due.ts': 'const now = new Date(clock.now());' },
  },
  dice: {
    rule: checkAmbientState,
    bad: { 'runtime/run-id.ts': 'const id = Math.random();' },
    message: 'line 1 uses Math.random',
    good: { 'runtime/run-id.ts': 'const id = seed();' },
  },
  'two files in a circle': {
    rule: checkFileCycles,
    bad: { 'compiler/a.ts': use('./b.ts'), 'compiler/b.ts': `import type { x } from './a.ts';` },
    message: 'import cycle: compiler/a.ts → compiler/b.ts → compiler/a.ts',
    good: { 'compiler/a.ts': use('./b.ts'), 'compiler/b.ts': '// A leaf.' },
  },
  'a file that imports itself': {
    rule: checkFileCycles,
    bad: { 'compiler/a.ts': use('./a.ts') },
    message: 'import cycle: compiler/a.ts → compiler/a.ts',
    good: { 'compiler/a.ts': use('./b.ts') },
  },
  'two folders in a circle without a circle of files': {
    rule: checkFolderCycles,
    bad: { 'runtime/plan/a.ts': use('../state/b.ts'), 'runtime/state/c.ts': use('../plan/d.ts') },
    message: 'import cycle: runtime/plan → runtime/state → runtime/plan',
    good: { 'runtime/plan/a.ts': use('../state/b.ts'), 'runtime/state/c.ts': use('./b.ts') },
  },
  'a room imports a later one': {
    rule: checkRoomOrder,
    bad: { 'dialects/duckdb/engine/send.ts': use('../staging/stage.ts') },
    message: 'engine/ must not import staging/, which comes later',
    good: { 'dialects/duckdb/staging/stage.ts': use('../engine/send.ts') },
  },
  'a room imports the file that is made of rooms': {
    rule: checkRoomOrder,
    bad: { 'runtime/refresh/compute/one.ts': use('../refresh.ts') },
    message: 'compute/ must not import refresh.ts, which comes later',
    good: {
      'runtime/refresh/refresh.ts': use('./compute/one.ts'),
      'runtime/refresh/compute/one.ts': use('./two.ts'),
    },
  },
  'a file beside the rooms that imports a later room': {
    rule: checkRoomOrder,
    bad: { 'runtime/refresh/run-state.ts': use('./judge/guards.ts') },
    message: 'run-state.ts must not import judge/, which comes later',
    good: {
      'runtime/refresh/judge/guards.ts': use('../run-state.ts'),
      'runtime/refresh/run-state.ts': use('./sources/find-column.ts'),
    },
  },
  'a room without a place in the order': {
    rule: checkRoomOrder,
    bad: { 'runtime/refresh/attic/old.ts': '// A leaf.' },
    message: 'room runtime/refresh/attic/ has no place in the order of this rule',
    good: { 'runtime/attic/old.ts': use('../refresh/refresh.ts') },
  },
  'a long file': {
    rule: checkFileBudgets,
    bad: { 'cli/a.ts': '\n', 'cli/b.ts': '\n', 'cli/long.ts': 'x\n'.repeat(401) },
    message: '401 lines, limit 400',
    good: { 'cli/a.ts': '\n', 'cli/b.ts': '\n', 'cli/long.ts': 'x\n'.repeat(400) },
  },
  'many middling files': {
    rule: checkFileBudgets,
    bad: { 'cli/a.ts': 'x\n'.repeat(151), 'cli/b.ts': 'x\n'.repeat(151), 'cli/c.ts': '' },
    message: 'median 151 lines, limit 150',
    good: { 'cli/a.ts': 'x\n'.repeat(151), 'cli/b.ts': 'x\n'.repeat(150), 'cli/c.ts': '' },
  },
  'a file without an opening': {
    rule: checkOpeningComments,
    bad: { 'cli/a.ts': `import { x } from './b.ts';\n// Late.` },
    message: 'must open with a comment: its place and what it guarantees',
    good: { 'cli/a.ts': '#!/usr/bin/env node\n// The entry.' },
  },
  'a folder for anything': {
    rule: checkNames,
    bad: { 'runtime/utils/pad.ts': '' },
    message: '"utils" names no content',
    good: { 'runtime/table/pad-cell.ts': '' },
  },
  'a file named types': {
    rule: checkNames,
    bad: { 'compiler/ir/types.ts': '' },
    message: '"types" names no content',
    good: { 'compiler/ir/data-type.ts': '' },
  },
  'a name in camel case': {
    rule: checkNames,
    bad: { 'compiler/buildAst.ts': '' },
    message: '"buildAst" is not kebab-case',
    good: { 'compiler/build-ast.ts': '' },
  },
  'a barrel': {
    rule: checkBarrels,
    bad: { 'compiler/syntax/all.ts': `// A.\nexport { parse } from './parse.ts';` },
    message: 're-exports; import from the file that defines the name',
    good: { 'compiler/index.ts': `// A.\nexport { parse } from './parse.ts';` },
  },
  'a path of the machine': {
    rule: checkOutsideTraces,
    bad: { 'README.md': `Run it in ${word('/wo', 'rk/')}main.` },
    message: `line 1 mentions "${word('/wo', 'rk/')}"`,
    good: { 'README.md': `Run it in ${word('my/wo', 'rk/')}main, see ${word('src/tm', 'p/')}x.` },
  },
  'a temporary path': {
    rule: checkOutsideTraces,
    bad: { 'test/a.test.ts': `open('${word('/tm', 'p/')}a')` },
    message: `line 1 mentions "'${word('/tm', 'p/')}"`,
    good: { 'test/a.test.ts': `open(tmpdir())` },
  },
  'a registry host': {
    rule: checkOutsideTraces,
    bad: { 'package-lock.json': word('"resolved": "https://regi', 'stry.example.org/a.tgz"') },
    message: `line 1 mentions "${word('https://regi', 'stry.e')}"`,
    good: { 'package-lock.json': '"url": "https://opencollective.com/debug"' },
  },
  'unfinished work': {
    rule: checkFinishedWork,
    bad: { 'runtime/a.ts': word('// TO', 'DO: later') },
    message: word('line 1: TO', 'DO'),
    good: { 'runtime/a.ts': '// Every todo list is a table.' },
  },
  'a skipped test': {
    rule: checkFinishedWork,
    bad: { 'test/a.test.ts': word('it.sk', `ip('works', run);`) },
    message: word('line 1: it.sk', 'ip'),
    good: { 'test/a.test.ts': `it('works', run);` },
  },
  'a code without a page': {
    rule: checkDiagnosticBijection,
    bad: { ...entry, 'test/errors/SEG2001-a.seg': '' },
    message: 'SEG2001 has no page docs/errors/SEG2001.md',
    good: { ...entry, ...page },
  },
  'a code without a fixture': {
    rule: checkDiagnosticBijection,
    bad: { ...entry, 'docs/errors/SEG2001.md': '', 'test/check/names.test.ts': 'SEG2001' },
    message: 'SEG2001 is shown by no fixture or test',
    good: { ...entry, ...page },
  },
  'a runtime code without a test': {
    rule: checkDiagnosticBijection,
    bad: { ...runtimeEntry, 'docs/errors/SEG7001.md': '', 'test/architecture/a.ts': 'SEG7001' },
    message: 'SEG7001 is shown by no fixture or test',
    good: { ...runtimeEntry, 'docs/errors/SEG7001.md': '', 'test/runtime/a.test.ts': 'SEG7001' },
  },
  'a runtime code that a test only names in a comment': {
    rule: checkDiagnosticBijection,
    bad: {
      ...runtimeEntry,
      'docs/errors/SEG7001.md': '',
      'test/runtime/a.test.ts': '// SEG7001\nrun();',
    },
    message: 'SEG7001 is shown by no fixture or test',
    good: {
      ...runtimeEntry,
      'docs/errors/SEG7001.md': '',
      'test/runtime/a.test.ts': "toBe('SEG7001');",
    },
  },
  'a page without a code': {
    rule: checkDiagnosticBijection,
    bad: { ...entry, ...page, 'docs/errors/SEG2999.md': '' },
    message: 'SEG2999 is not in the catalogue',
    good: { ...entry, ...page, 'docs/errors/index.md': '' },
  },
  'a fixture without a code': {
    rule: checkDiagnosticBijection,
    bad: { ...entry, ...page, 'test/errors/SEG2998-old.seg': '' },
    message: 'SEG2998 is not in the catalogue',
    good: { ...entry, ...page, 'test/errors/SEG2001-again.seg': '' },
  },
  'a source that reports an unknown code': {
    rule: checkDiagnosticBijection,
    bad: { ...entry, ...page, 'runtime/lock.ts': `fail('SEG7999')` },
    message: 'SEG7999 is not in the catalogue',
    good: { ...entry, ...page, 'runtime/lock.ts': `fail('SEG2001')` },
  },
  'a code given twice': {
    rule: checkDiagnosticBijection,
    bad: { ...entry, ...page, 'compiler/diagnostics/names.ts': `b: { code: 'SEG2001' }` },
    message: 'SEG2001 is given twice',
    good: { ...entry, ...page },
  },
};

describe('a planted violation is found', () => {
  it.each(Object.entries(plants))('%s', (_name, plant) => {
    const found = plant.rule(new Map(Object.entries(plant.bad)));
    expect(found.map(({ message }) => message)).toEqual([plant.message]);
    expect(plant.rule(new Map(Object.entries(plant.good)))).toEqual([]);
  });
});
