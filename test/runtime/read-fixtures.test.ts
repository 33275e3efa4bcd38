// Files with rows for tests: only those that the configuration lists, below the project, of bounded size.
import { symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import type { ProjectReader } from '../../runtime/project/project-reader.ts';
import { readFixtures } from '../../runtime/project/read-fixtures.ts';
import { ProjectOnDisk } from './project-on-disk.ts';

const projects: ProjectOnDisk[] = [];
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

function project(fixtures: string, files: Readonly<Record<string, string>> = {}): ProjectOnDisk {
  const configuration = fixtures === '' ? '' : `fixtures: ${fixtures}\n`;
  const made = new ProjectOnDisk({ 'segform.yaml': configuration, 'a.seg': '', ...files });
  projects.push(made);
  return made;
}

function read(made: ProjectOnDisk, files: ProjectReader = diskReader): readonly string[] {
  return readFixtures(files, made.load()).map(({ path, text }) => `${path}: ${text}`);
}

const code = (expected: string): unknown => expect.objectContaining({ code: expected });

function sized(bytes: number): ProjectReader {
  return { ...diskReader, size: () => bytes };
}

describe('fixture files', () => {
  it('are none unless listed', () => {
    expect(read(project('', { 'rows.csv': 'id\n1\n' }))).toEqual([]);
  });

  it('come in the order of their paths, each once', () => {
    const files = { 'rows/b.csv': 'b', 'rows/a.json': 'a', 'rows/c.txt': 'c', 'x.csv': 'x' };
    expect(read(project('[rows/*, "rows/b.*"]', files))).toEqual([
      'rows/a.json: a',
      'rows/b.csv: b',
    ]);
  });

  it('must be there', () => {
    expect(() => read(project('[rows/*.csv]'))).toThrow(code('SEG6104'));
    expect(() => read(project('[a.seg]'))).toThrow(code('SEG6104'));
  });

  it('lie below the project', () => {
    expect(() => read(project('["../*.csv"]'))).toThrow(code('SEG6009'));
    expect(() => read(project('["/etc/*.csv"]'))).toThrow(code('SEG6009'));
    const outside = new ProjectOnDisk({ 'rows.csv': 'secret' });
    projects.push(outside);
    const made = project('[link.csv]');
    symlinkSync(outside.path('rows.csv'), made.path('link.csv'));
    expect(made.folder.startsWith(tmpdir())).toBe(true);
    expect(() => read(made)).toThrow(code('SEG6009'));
  });

  it('are bounded, one by one and together', () => {
    const one = project('[rows/*]', { 'rows/a.csv': '' });
    expect(() => read(one, sized(20_000_001))).toThrow(code('SEG6102'));
    expect(read(one, sized(20_000_000))).toEqual(['rows/a.csv: ']);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const many = project('[rows/*]');
    for (const name of names) many.write(`rows/${name}.csv`, '');
    expect(() => read(many, sized(20_000_000))).toThrow(code('SEG6102'));
  });

  it('that cannot be read are named', () => {
    const unreadable: ProjectReader = {
      ...diskReader,
      readText(path) {
        if (!path.endsWith('.csv')) return diskReader.readText(path);
        throw Object.assign(new Error('no'), { code: 'EACCES', syscall: 'open' });
      },
    };
    const made = project('[rows/*]', { 'rows/a.csv': '' });
    const loaded = made.load();
    expect(() => readFixtures(unreadable, loaded)).toThrow(
      expect.objectContaining({
        code: 'SEG6103',
        message: 'fixture file `rows/a.csv` cannot be read: EACCES',
      }),
    );
  });
});
