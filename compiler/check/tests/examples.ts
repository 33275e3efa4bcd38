// `@example(...)` of the model's fields: what a test's object has where the test does not care.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { AnnotationSyntax, FieldSyntax } from '../../syntax/ast.ts';
import type { ExpressionSyntax } from '../../syntax/expression-ast.ts';
import type { FixtureValueSyntax } from '../../syntax/test-ast.ts';
import type { Checking } from '../checking.ts';
import type { Declarations } from '../declarations/collect.ts';
import { entityId, type EntitySyntax } from '../declarations/entities.ts';
import type { EntityInfo } from '../model-table.ts';
import { readPlace, readValue } from './fixture-values.ts';
import { instantFrom } from './instants.ts';
import type { Examples, Testing } from './testing.ts';

/** All examples of the model; those that do not fit their fields are reported. */
export function readExamples(
  { objects, events, lists, tags, consents }: Declarations,
  checking: Checking,
): Examples {
  const found = new Map<string, FixtureValueSyntax>();
  for (const syntax of [...objects, ...events, ...lists, ...tags, ...consents]) {
    const entity = checking.table.entities.get(entityId(syntax));
    if (entity !== undefined) addExamples(syntax.fields, '', entity, found, checking);
  }
  return found;
}

function addExamples(
  fields: EntitySyntax['fields'],
  prefix: string,
  entity: EntityInfo,
  found: Map<string, FixtureValueSyntax>,
  checking: Checking,
): void {
  for (const field of fields) {
    const name = `${prefix}${field.name.text}`;
    const annotation = field.annotations.find((one) => one.name.text === 'example');
    const example = annotation && exampleOf(field, annotation, checking);
    if (example !== undefined && fits(example, name, entity, checking)) {
      found.set(`${entity.id}.${name}`, example);
    }
    addExamples(field.type.fields ?? [], `${name}.`, entity, found, checking);
  }
}

/** Of an array, all arguments are its items. */
function exampleOf(
  { type }: FieldSyntax,
  { args, span }: AnnotationSyntax,
  checking: Checking,
): FixtureValueSyntax | undefined {
  const items = args.map(({ value }) => constantOf(value, checking));
  const whole = items.flatMap((item) => (item === undefined ? [] : [item]));
  if (whole.length < items.length) return undefined;
  return type.array ? { kind: 'fixture_list', items: whole, span } : whole[0];
}

const plain: ReadonlySet<string> = new Set<Plain['kind']>([
  'string',
  'number',
  'percent',
  'money',
  'boolean',
  'date',
  'timestamp',
  'now',
  'today',
]);

type Plain = Extract<ExpressionSyntax, FixtureValueSyntax>;

function isPlain(value: ExpressionSyntax): value is Plain {
  return plain.has(value.kind);
}

function constantOf(value: ExpressionSyntax, checking: Checking): FixtureValueSyntax | undefined {
  const found = isPlain(value) ? value : (negated(value) ?? placeOf(value) ?? momentOf(value));
  if (found !== undefined) return found;
  checking.report(catalogue.typing.notConstant, value.span, { what: 'example' });
  return undefined;
}

/** `-5`, `-5 USD` */
function negated(value: ExpressionSyntax): FixtureValueSyntax | undefined {
  if (value.kind !== 'negate') return undefined;
  const { operand, span } = value;
  const isNumber = operand.kind === 'number' || operand.kind === 'percent';
  if (!isNumber && operand.kind !== 'money') return undefined;
  return { ...operand, value: `-${operand.value}`, span };
}

/** `geo(52.2, 21.0)` */
function placeOf(value: ExpressionSyntax): FixtureValueSyntax | undefined {
  if (value.kind !== 'call') return undefined;
  const { function: name, args, span } = value;
  const numbers = args.map((one) => (one.value.kind === 'number' ? one.value : negated(one.value)));
  const found = numbers.flatMap((one) => (one?.kind === 'number' ? [one] : []));
  if (found.length < args.length) return undefined;
  return { kind: 'place', function: name, arguments: found, span };
}

/** `now - 3 days` */
function momentOf(value: ExpressionSyntax): FixtureValueSyntax | undefined {
  if (value.kind !== 'arithmetic') return undefined;
  const { left, right, operator, span } = value;
  const isMoved = operator === '-' || operator === '+';
  if (!isMoved || left.kind !== 'now' || right.kind !== 'duration') return undefined;
  const amount = { kind: 'number', value: right.amount, span: right.span } as const;
  const direction = operator === '-' ? 'ago' : 'from_now';
  return { kind: 'relative_time', parts: [{ amount, unit: right.unit }], direction, span };
}

function fits(
  example: FixtureValueSyntax,
  name: string,
  entity: EntityInfo,
  checking: Checking,
): boolean {
  const member = entity.members.get(name);
  if (member?.kind !== 'attribute') return false;
  const { type, zone } = member.attribute;
  const testing: Testing = {
    table: checking.table,
    checking,
    examples: new Map(),
    files: { texts: undefined },
    reads: undefined,
    incomplete: false,
  };
  if (type.kind === 'geo') return readPlace(example, name, testing) !== undefined;
  const now = instantFrom('2000-01-01T00:00:00Z');
  return readValue(example, { field: name, type, zone, now }, testing) !== undefined;
}
