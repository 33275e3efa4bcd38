// The analysis of meaning knows `enter` and `leave`: members that are kept make no two segments alike, and what `leave` lets out
// or `except` takes out counts as asked for.
import { expect, it } from 'vitest';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';

const model = `object contact @table("crm.contacts") {
  id: id @key
  score: int?
}
consent mail of contact via contact_id @table("crm.consents") {
  state: text(granted, denied) @granted("yes") @denied("no")
  changed_at: timestamp @time
}
`;

function codesOf(segments: string, project = ''): readonly string[] {
  const files = [
    { path: 'a.seg', text: segments },
    { path: 'model.seg', text: project + model },
  ];
  const { diagnostics } = diagnoseProject(files, duckdbDialect);
  return diagnostics.filter(({ code }) => code !== 'SEG4108').map(({ code }) => code);
}

function sticky(name: string, enter: string, leave: string, more = ''): string {
  return `segment ${name} of contact {\n  enter {\n    ${enter}\n  }\n  leave {\n    ${leave}\n  }\n${more}}\n`;
}

it('segments that keep members of their own are never the same, nor a part of another', () => {
  const two = sticky('a', 'score > 8', 'score < 5') + sticky('b', 'score > 8', 'score < 5');
  const all = 'segment everybody of contact {\n}\n';
  expect(codesOf(two + all)).toEqual([]);
});

it('who may enter and must leave at once is told', () => {
  expect(codesOf(sticky('a', 'score > 8', 'score > 5'))).toEqual(['SEG4101']);
  expect(codesOf(sticky('a', 'score > 8', 'score < 5'))).toEqual([]);
});

it('a required consent is asked for where everybody without it is let out', () => {
  const required = 'project p {\n  consent_required: [mail]\n}\n';
  const without = 'SEG4109';
  const enter = 'consents to mail and score > 8';
  expect(codesOf(sticky('a', enter, 'score < 5'), required)).toEqual([without]);
  const leaving = 'not consents to mail or score < 5';
  expect(codesOf(sticky('a', 'score > 8', leaving), required)).toEqual([]);
  const left = sticky('a', 'score > 8', 'not consents to mail and score < 5');
  expect(codesOf(left, required)).toEqual([without]);
  const except = sticky('a', 'score > 8', 'score < 5', '  except not consents to mail\n');
  expect(codesOf(except, required)).toEqual([]);
});
