// The repository keeps its own rules; planted-violations.test.ts proves that each rule can fail.
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
import { readRepository, sourcesOf } from './source-tree.ts';

const repository = readRepository();

describe('the repository', () => {
  it('is read at all', () => {
    expect(sourcesOf(repository).size).toBeGreaterThan(5);
    expect(repository.has('package.json')).toBe(true);
    expect(repository.has('.ci/run')).toBe(true);
  });

  it.each([
    ['imports only in the allowed direction', checkFolderDirection],
    ['keeps npm packages and Node modules in their places', checkPackagePlaces],
    ['reads no clock, dice or process in compiler and runtime', checkAmbientState],
    ['has no import cycles between files', checkFileCycles],
    ['has no import cycles between folders', checkFolderCycles],
    ['has rooms that import only what stands before them', checkRoomOrder],
    ['keeps files small', checkFileBudgets],
    ['opens every source file with a comment', checkOpeningComments],
    ['names files after their content', checkNames],
    ['re-exports only from the two indexes', checkBarrels],
    ['mentions nothing of the machine it was written on', checkOutsideTraces],
    ['leaves nothing unfinished', checkFinishedWork],
    ['keeps codes, error pages and fixtures one to one', checkDiagnosticBijection],
  ])('%s', (_name, check) => {
    expect(check(repository).map(({ path, message }) => `${path}: ${message}`)).toEqual([]);
  });
});
