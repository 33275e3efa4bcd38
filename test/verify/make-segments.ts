// Segments as text: conditions and exceptions, or enter and leave; parameters, rankings, settings.
import { argumentFor, calculated } from './make-comparisons.ts';
import { percentLiteral } from './make-literals.ts';
import { groupPath, rankedBy } from './make-traits.ts';
import type { Maker, ParameterSpec, Scope, SegmentSpec } from './maker.ts';
import type { EntitySpec } from './model-spec.ts';
import { typeText } from './model-text.ts';
import { stages } from './random-attributes.ts';
import { textLiteral } from './text-pool.ts';

export interface SegmentText {
  readonly spec: SegmentSpec;
  readonly text: string;
}

/** `maker.parameters` holds those of the segment afterwards. */
export function makeSegment(maker: Maker, entity: EntitySpec, name: string): SegmentText {
  const { random } = maker;
  const hysteresis = random.chance(7);
  const parameters = hysteresis ? [] : makeParameters(maker);
  maker.parameters.splice(0, Infinity, ...parameters);
  const scope: Scope = { rows: [{ entity, alias: undefined }] };
  const status = random.weighted([
    [88, 'active'],
    [6, 'draft'],
    [6, 'paused'],
  ]);
  const lines = [
    ...(status === 'active' ? [] : [`status: ${status}`]),
    ...bodyText(maker, scope, hysteresis),
    ...takeText(maker, scope),
  ];
  const declared = parameters.map(({ name: parameter, type, fallback }) => {
    return `${parameter}: ${typeText(type)}${fallback === undefined ? '' : ` = ${fallback}`}`;
  });
  const head = `segment ${name}${declared.length === 0 ? '' : `(${declared.join(', ')})`}`;
  maker.parameters.splice(0);
  const published = parameters.every(({ fallback }) => fallback !== undefined);
  const spec = {
    name,
    object: entity.id,
    parameters,
    published,
    draft: status === 'draft',
    hysteresis,
  };
  return { spec, text: `${head} of ${entity.id} {\n${lines.join('\n')}\n}` };
}

type Parameters_ = SegmentSpec['parameters'];

const parameterTypes: readonly ParameterSpec[] = [
  { name: 'n', type: { kind: 'int' }, hints: ['1', '2', '3'] },
  { name: 'share', type: { kind: 'percent' }, hints: ['10%', '50%', '25%', '100%'] },
  { name: 'limit', type: { kind: 'money', currency: 'USD' }, hints: ['1 USD', '20 USD', '0 USD'] },
  { name: 'word', type: { kind: 'text' }, hints: ['"a"', '"vip"', '"PL"', `"o'x"`] },
  { name: 'factor', type: { kind: 'decimal' }, hints: ['0.5', '1.25', '2'] },
  { name: 'phase', type: { kind: 'enum', values: stages }, hints: stages.map(textLiteral) },
  { name: 'day', type: { kind: 'date' }, hints: [] },
  { name: 'instant', type: { kind: 'timestamp' }, hints: [] },
  { name: 'flag', type: { kind: 'bool' }, hints: ['true', 'false'] },
];

function makeParameters(maker: Maker): Parameters_ {
  const { random } = maker;
  if (!random.chance(22)) return [];
  const allDefault = random.chance(60);
  return random.some(parameterTypes, random.between(1, 3)).map((parameter) => {
    const hasDefault = allDefault || random.chance(30);
    const fallback = hasDefault ? argumentFor(maker, parameter.type, parameter.hints) : undefined;
    return { ...parameter, fallback };
  });
}

function bodyText(maker: Maker, scope: Scope, hysteresis: boolean): readonly string[] {
  const { random } = maker;
  const block = (word: string): string => {
    const count = random.weighted([
      [70, 1],
      [25, 2],
      [5, 3],
    ]);
    const lines = Array.from({ length: count }, () => {
      const line = maker.condition(scope, random.between(1, 3));
      const other = random.chance(50) ? calculated(maker, scope, 2) : undefined;
      return other === undefined ? line : `(${line}) ${random.pick(['and', 'or'])} (${other})`;
    });
    return `${word} {\n${lines.join('\n')}\n}`;
  };
  const excepts = Array.from({ length: random.pick([0, 0, 0, 0, 1, 2]) }, () => {
    return `except ${maker.condition(scope, random.between(0, 2))}`;
  });
  if (hysteresis) return [block('enter'), block('leave'), ...excepts];
  return random.chance(95) ? [block('where'), ...excepts] : excepts;
}

function takeText(maker: Maker, scope: Scope): readonly string[] {
  const { random } = maker;
  if (!random.chance(16)) return [];
  const form = random.pick(['places', 'places', 'rows', 'total']);
  const by = rankedBy(maker, scope, form === 'total');
  if (by === undefined) return [];
  const direction = random.pick(['top', 'bottom']);
  const bounds = form === 'places' ? placesText(maker) : sharesText(maker);
  const group = random.chance(35) ? groupPath(maker, scope) : undefined;
  const isPath = group !== undefined && /^[\w.]+$/.test(group);
  const per = isPath ? ` per ${group}` : '';
  const ties = random.chance(35) ? ' with ties' : '';
  const total = form === 'total' ? ' of total' : '';
  return [`take ${direction} ${bounds}${total} by ${by.text}${per}${ties}`];
}

function placesText({ random, parameters }: Maker): string {
  const parameter = parameters.find(({ type }) => type.kind === 'int');
  if (parameter !== undefined && random.chance(70)) return `$${parameter.name}`;
  if (random.chance(70)) return `${random.between(1, 6)}`;
  const from = random.between(1, 3);
  return `${from}..${random.between(from, from + 4)}`;
}

function sharesText({ random, parameters }: Maker): string {
  const parameter = parameters.find(({ type }) => type.kind === 'percent');
  if (parameter !== undefined && random.chance(70)) return `$${parameter.name}`;
  const high = percentLiteral(random.pick(['0.5', '0.2', '0.75', '0.3333', '1', '0.1']));
  if (random.chance(65)) return high;
  return `${random.pick(['0%', '5%', '9.99%'])}..${high}`;
}
