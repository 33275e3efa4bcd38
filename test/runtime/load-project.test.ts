// Project loading: configuration, targets, secrets, paths; every error with its code and place.
import { symlinkSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { OperationalError } from '../../compiler/operational-error.ts';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import type { Environment } from '../../runtime/project/loaded-project.ts';
import { loadProject } from '../../runtime/project/load-project.ts';
import { resolveTarget } from '../../runtime/project/resolve-target.ts';
import { ProjectOnDisk } from './project-on-disk.ts';

const projects: ProjectOnDisk[] = [];
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

function project(files: Readonly<Record<string, string>>): ProjectOnDisk {
  const made = new ProjectOnDisk(files);
  projects.push(made);
  return made;
}

const model = { 'model.seg': 'object a @table("a") { id: id @key }\n' };
const duckdb = 'targets:\n  dev:\n    type: duckdb\n    database: w.duckdb\n';

function failure(work: () => unknown): OperationalError {
  try {
    work();
  } catch (error) {
    if (error instanceof OperationalError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The first fault of a configuration: code, line, column. */
function fault(yaml: string, env: Environment = {}): string {
  const made = project({ ...model, 'segform.yaml': yaml });
  const { code, where } = failure(() => made.load(env));
  return `${code} ${where?.line ?? '-'}:${where?.column ?? '-'}`;
}

function snowflake(secret: string): string {
  return `targets:\n  prod:\n    type: snowflake\n    account: a\n    user: \${env:WHO}\n    database: d\n    schema: s\n    password: ${secret}\n`;
}

describe('loading a project', () => {
  it('finds the configuration upward and reads sources in order', () => {
    const made = project({
      'segform.yaml': duckdb,
      'b.seg': '',
      'deep/a.seg': '',
      'node_modules/x.seg': '',
    });
    const loaded = loadProject({ startDir: made.path('deep'), files: diskReader });
    expect(loaded.directory).toBe(made.folder);
    expect(loaded.sources.map(({ path }) => path)).toEqual(['b.seg', 'deep/a.seg']);
    expect(loaded.targetName).toBe('dev');
  });

  it('names what is missing', () => {
    const made = project(model);
    expect(failure(() => made.load()).code).toBe('SEG6001');
    const given = { startDir: made.folder, projectDir: made.path('nowhere'), files: diskReader };
    expect(failure(() => loadProject(given)).code).toBe('SEG6001');
    const empty = project({ 'segform.yaml': 'segments: [none/*.seg]\n' });
    expect(failure(() => empty.load()).code).toBe('SEG6011');
  });

  it('places faults of the configuration', () => {
    expect(fault('targets:\n  dev:\n   type: duckdb\n    database: x\n')).toMatch(
      /^SEG6002 \d+:\d+$/,
    );
    expect(fault(`${duckdb}    databse: y\n`)).toBe('SEG6003 5:5');
    expect(fault('targets:\n  dev:\n    type: duckdb\n')).toBe('SEG6004 2:3');
    expect(fault('targets:\n  dev:\n    type: oracle\n')).toBe('SEG6004 3:5');
    expect(fault(`${duckdb}    memory_limit: plenty\n`)).toBe('SEG6004 5:5');
    expect(fault(`default_target: prod\n${duckdb}`)).toBe('SEG6006 1:1');
    expect(fault('segments: ["${env:HOME}/*.seg"]\n')).toBe('SEG6004 1:12');
    expect(fault(`${duckdb}    mounts:\n      a: \${env:HOME}/a.csv\n`)).toBe('SEG6004 6:7');
  });

  it('tells every fault at once, with a suggestion', () => {
    const made = project({ ...model, 'segform.yaml': `${duckdb}    servng: y\nsegmets: [a]\n` });
    const error = failure(() => made.load());
    expect(error.help).toContain('`serving`');
    expect(error.details).toEqual(['segform.yaml:6:1 unknown setting `segmets`']);
  });

  it('refuses secrets as plain text and reads references only to open a target', () => {
    expect(fault(snowflake('hunter2'))).toBe('SEG6005 8:5');
    expect(fault(snowflake('x${env:PART}'))).toBe('SEG6005 8:5');
    const made = project({ ...model, 'segform.yaml': snowflake('${file:secret.txt}') });
    const loaded = made.load();
    expect(failure(() => resolveTarget(loaded, {}, diskReader)).code).toBe('SEG6007');
    expect(failure(() => resolveTarget(loaded, { WHO: 'me' }, diskReader)).code).toBe('SEG6008');
    made.write('secret.txt', 'canary\n');
    const target = resolveTarget(loaded, { WHO: 'me' }, diskReader);
    expect(target).toMatchObject({ connection: { user: 'me', password: 'canary' } });
  });

  it('takes flags over the environment over the file', () => {
    const made = project({
      ...model,
      'segform.yaml': `default_target: dev\n${duckdb}  other:\n    type: duckdb\n    database: o.duckdb\n`,
    });
    const env = { SEGFORM__DEFAULT_TARGET: 'other', SEGFORM__TARGETS__OTHER__THREADS: '2' };
    const loaded = made.load(env);
    expect(loaded.targetName).toBe('other');
    expect(loaded.targets['other']).toMatchObject({ threads: 2 });
    expect(loaded.overrides).toEqual({
      default_target: 'environment',
      'targets.other.threads': 'environment',
    });
    expect(made.load(env, 'dev').targetName).toBe('dev');
    expect(failure(() => made.load({}, 'devv')).code).toBe('SEG6006');
    const wrong = failure(() => made.load({ SEGFORM__TARGETS__DEV__THREDS: '2' }));
    expect(wrong.code).toBe('SEG6003');
    expect(wrong.where?.path).toContain('SEGFORM__TARGETS__DEV__THREDS');
  });

  it('keeps sources and mounts inside the project', () => {
    const outside = project({ 'secret.seg': 'secret', 'data.csv': 'id\n1\n' });
    const made = project({ ...model, 'segform.yaml': 'segments: ["../**/*.seg"]\n' });
    expect(failure(() => made.load()).code).toBe('SEG6009');
    made.write('segform.yaml', duckdb);
    symlinkSync(outside.path('secret.seg'), made.path('link.seg'));
    expect(failure(() => made.load()).code).toBe('SEG6009');
    const mounted = project({
      ...model,
      'segform.yaml': `${duckdb}    mounts:\n      a: ${outside.path('data.csv')}\n`,
    });
    expect(failure(() => mounted.target()).code).toBe('SEG6009');
    mounted.write(
      'segform.yaml',
      `${duckdb}    allow_outside_project: true\n    mounts:\n      a: ${outside.path('data.csv')}\n`,
    );
    expect(mounted.target()).toMatchObject({ mounts: [{ within: undefined, format: 'csv' }] });
    mounted.write('segform.yaml', `${duckdb}    mounts:\n      a: data.xlsx\n`);
    expect(failure(() => mounted.target()).code).toBe('SEG6004');
  });

  it('bounds the size of files', () => {
    const made = project({ 'segform.yaml': duckdb, 'a.seg': ' '.repeat(2_000_001) });
    expect(failure(() => made.load()).code).toBe('SEG6010');
  });

  it('tells a file that cannot be read', () => {
    const made = project({ ...model, 'segform.yaml': duckdb });
    symlinkSync(made.path('gone.txt'), made.path('b.seg'));
    const files = { ...diskReader, glob: () => [made.path('b.seg')] };
    expect(failure(() => loadProject({ startDir: made.folder, files })).code).toBe('SEG6012');
  });
});
