// `given contact from "big/contacts.csv"`: the rows of a fixture file as objects of the test.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import type { GivenFromSyntax } from '../../syntax/test-ast.ts';
import type { EntityInfo } from '../model-table.ts';
import type { Instant } from './instants.ts';
import type { FixtureObject, Testing } from './testing.ts';

/** Nothing when the files are not loaded, or when a fault was reported. */
export function rowsOfFile(
  _entity: EntityInfo,
  { path }: GivenFromSyntax,
  _now: Instant,
  { checking, files }: Testing,
): readonly FixtureObject[] {
  if (files.texts === undefined) return [];
  const text = files.texts.get(path.value);
  if (text === undefined) {
    const help = suggestion(path.value, files.texts.keys(), (name) => `"${name}"`);
    checking.report(catalogue.tests.unlistedFile, path.span, { path: path.value, help });
  }
  return [];
}
