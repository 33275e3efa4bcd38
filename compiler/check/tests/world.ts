// The objects of one step: what the step before had, with what this one gives, changes and removes. The order of writing
// never matters within a step, except for the order of rows.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { Span } from '../../source.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type {
  CasesSyntax,
  FixtureRowSyntax,
  GivenSyntax,
  TestPartSyntax,
} from '../../syntax/test-ast.ts';
import type { EntityInfo } from '../model-table.ts';
import { rowsOfFile } from './file-rows.ts';
import { findGiven } from './given-names.ts';
import type { Instant } from './instants.ts';
import { entriesOf, withFields } from './object-fields.ts';
import { type FixtureObject, isBroken, type Testing, type World } from './testing.ts';

/** What one `given` or one case says. */
interface Said {
  readonly entity: EntityInfo;
  readonly name: NameSyntax;
  readonly like: NameSyntax | undefined;
  readonly fields: FixtureObject['fields'];
  readonly incomplete: boolean;
  readonly span: Span;
}

interface Step {
  readonly before: World;
  readonly said: ReadonlyMap<string, Said>;
  readonly testing: Testing;
  /** What is made so far. */
  readonly made: Map<string, FixtureObject>;
}

/** Before the first step there is nothing. */
export function worldAfter(
  before: World,
  parts: readonly TestPartSyntax[],
  now: Instant,
  testing: Testing,
): World {
  const said = new Map<string, Said>();
  const files: FixtureObject[] = [];
  for (const part of parts) {
    if (part.kind === 'given') addSaid(saidBy(part, now, testing), said, testing);
    if (part.kind === 'cases') {
      for (const one of casesOf(part, now, testing)) addSaid(one, said, testing);
    }
    if (part.kind === 'given_from') {
      const entity = findEntity(part.object, testing);
      if (entity !== undefined) files.push(...rowsOfFile(entity, part, now, testing));
    }
  }
  const step: Step = { before, said, testing, made: new Map() };
  const after = new Map(before);
  for (const name of said.keys()) {
    const object = objectOf(name, step);
    if (object !== undefined) after.set(name, object);
  }
  for (const object of files) after.set(`${object.title} ${object.label}`, object);
  removeObjects(after, parts, said, testing);
  return after;
}

// ---------------------------------------------------------------- what is said

function saidBy(part: GivenSyntax, now: Instant, testing: Testing): Said | undefined {
  const entity = findEntity(part.object, testing);
  if (entity === undefined) return undefined;
  const { name, like, row, span } = part;
  return saidOf(entity, name, like, row, span, now, testing);
}

function saidOf(
  entity: EntityInfo,
  name: NameSyntax,
  like: NameSyntax | undefined,
  row: FixtureRowSyntax,
  span: Span,
  now: Instant,
  testing: Testing,
): Said {
  const fields = entriesOf(entity, row, now, testing);
  return { entity, name, like, fields, incomplete: row.fields.some(isBroken), span };
}

/** Each case is an object. */
function casesOf(part: CasesSyntax, now: Instant, testing: Testing): readonly Said[] {
  const entity = findEntity(part.object, testing);
  const { columns, like } = part;
  const said: Said[] = [];
  for (const line of part.cases) {
    if (line.kind === 'broken') {
      testing.checking.fail();
      continue;
    }
    const { name, values, span } = line;
    const isWhole = values.length === columns.length;
    if (!isWhole) {
      const names = columns.map((one) =>
        one.kind === 'string' ? `"${one.value}"` : one.parts.map(({ text }) => text).join('.'),
      );
      const args = { name: name.text, found: values.length, columns: names };
      testing.checking.report(catalogue.tests.caseValues, span, args);
    }
    if (entity === undefined) continue;
    const fields = columns.flatMap((column, at) => {
      const value = values[at];
      if (value === undefined) return [];
      return [{ kind: 'fixture_field', name: column, value, span: value.span } as const];
    });
    const row = { kind: 'fixture_row', fields, span } as const;
    const one = saidOf(entity, name, like, row, span, now, testing);
    said.push({ ...one, incomplete: !isWhole });
  }
  return said;
}

function addSaid(one: Said | undefined, said: Map<string, Said>, { checking }: Testing): void {
  if (one === undefined) return;
  const { text, span } = one.name;
  if (text === 'none') {
    checking.report(catalogue.tests.reservedObjectName, span, { name: text });
    return;
  }
  const first = said.get(text);
  if (first === undefined) {
    said.set(text, one);
    return;
  }
  const help =
    'Names are unique in a test and the fixtures it uses. For a copy with other fields write `given contact bob like ada { ... }`.';
  const related = [{ span: first.name.span, text: 'the first one' }];
  checking.report(catalogue.tests.nameTwice, span, { name: text, help }, { related });
}

/** The object or event called so, or undefined when it was reported. */
export function findEntity(
  { text: name, span }: NameSyntax,
  { table, checking }: Testing,
): EntityInfo | undefined {
  const found = table.entities.get(name);
  if (found?.faulty === true || table.hidden.texts.has(name)) {
    checking.fail();
    return undefined;
  }
  if (found?.kind === 'object' || found?.kind === 'event') return found;
  const names = [...table.entities.values()]
    .filter(({ kind }) => kind === 'object' || kind === 'event')
    .map(({ id }) => id);
  const help = suggestion(name, names) ?? `The objects and events are ${listed(names.toSorted())}.`;
  const fixes = renameFixes(name, names, span);
  checking.report(catalogue.names.unknownObject, span, { name, help }, { fixes });
  return undefined;
}

// ---------------------------------------------------------------- objects

/** The object as it is after the step. Chains of copies may be as long as a file. */
function objectOf(name: string, step: Step): FixtureObject | undefined {
  const chain = new Set<string>();
  let at: string | undefined = name;
  while (at !== undefined && step.said.has(at) && !step.made.has(at)) {
    if (chain.has(at)) {
      reportCircle([...chain], at, step);
      break;
    }
    chain.add(at);
    at = step.before.has(at) ? undefined : step.said.get(at)?.like?.text;
  }
  for (const one of [...chain].toReversed()) {
    const object = made(one, step);
    if (object !== undefined) step.made.set(one, object);
  }
  return step.said.has(name) ? step.made.get(name) : step.before.get(name);
}

function reportCircle(chain: readonly string[], closing: string, step: Step): void {
  const circle = chain.slice(chain.indexOf(closing));
  const span = step.said.get(closing)?.name.span;
  const cycle = [...circle, closing];
  if (span !== undefined) step.testing.checking.report(catalogue.tests.likeCycle, span, { cycle });
}

/** Of a copy, the other object is made already, unless it is a copy of this one. */
function made(name: string, step: Step): FixtureObject | undefined {
  const said = step.said.get(name);
  const existing = step.before.get(name);
  if (said === undefined) return existing;
  if (existing !== undefined) return changed(existing, said, step);
  const { entity, span, incomplete } = said;
  const base = said.like && baseOf(said.like, said, step);
  const isHidden = incomplete || (said.like !== undefined && base === undefined);
  return {
    entity,
    name: said.name,
    label: name,
    title: `${entity.id} \`${name}\``,
    fields: base === undefined ? said.fields : withFields(withoutKey(base), said.fields),
    incomplete: isHidden,
    span,
  };
}

function changed(existing: FixtureObject, said: Said, { testing }: Step): FixtureObject {
  const { name, like, entity } = said;
  if (entity !== existing.entity) {
    const args = { name: name.text, found: existing.entity.id, needs: entity.id };
    testing.checking.report(catalogue.tests.otherObject, name.span, args);
  } else if (like !== undefined) {
    const help =
      '`like` makes a new object. Of one that exists already, say the fields that change.';
    testing.checking.report(catalogue.tests.nameTwice, name.span, { name: name.text, help });
  }
  const incomplete = existing.incomplete || said.incomplete;
  const fields = withFields(existing.fields, said.fields);
  return { ...existing, name, fields, incomplete, span: said.span };
}

function baseOf(like: NameSyntax, { entity }: Said, step: Step): FixtureObject | undefined {
  const isHere = step.said.has(like.text) || step.before.has(like.text);
  const base = step.said.has(like.text) ? step.made.get(like.text) : step.before.get(like.text);
  if (isHere && base === undefined) return undefined;
  const known = new Map(base === undefined ? namesIn(step) : [[like.text, base]]);
  return findGiven(like, entity, known, step.testing);
}

/** For suggestions: everything that a copy may be of. */
function namesIn({ before, said }: Step): readonly [string, FixtureObject][] {
  const objects = [...said.values()].map(({ entity, name, fields, span }) => {
    const { text } = name;
    const object = { entity, name, label: text, title: text, fields, incomplete: false, span };
    return [text, object] as [string, FixtureObject];
  });
  return [...before, ...objects];
}

/** A copy is another object: it has a key of its own. */
function withoutKey({ entity, fields }: FixtureObject): FixtureObject['fields'] {
  return new Map([...fields].filter(([name]) => name !== entity.key?.name));
}

function removeObjects(
  after: Map<string, FixtureObject>,
  parts: readonly TestPartSyntax[],
  said: Step['said'],
  testing: Testing,
): void {
  for (const part of parts) {
    if (part.kind !== 'remove') continue;
    const entity = findEntity(part.object, testing);
    for (const name of part.names) {
      if (said.has(name.text)) {
        const help = 'A step either gives an object or removes it.';
        testing.checking.report(catalogue.tests.nameTwice, name.span, { name: name.text, help });
      }
      const found = entity && findGiven(name, entity, after, testing);
      if (found !== undefined) after.delete(name.text);
    }
  }
}
