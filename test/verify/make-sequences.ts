// `did sequence { … }` as text: steps over events and rows of objects, pinned, absent, limited, with aliases that later steps name.
import { type CollectionText, type Maker, type RowSpec, type Scope, within } from './maker.ts';
import { someLength, units, windowText } from './make-windows.ts';

export function makeSequence(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const count = random.weighted([
    [3, 1],
    [10, 2],
    [8, 3],
    [2, 4],
  ]);
  const steps: string[] = [];
  let before = scope;
  const types = new Set<string>();
  for (let at = 0; at < count; at += 1) {
    const rows = maker.collection(scope, {
      depth: 0,
      timed: true,
      window: 'never',
      where: 'never',
    });
    if (rows === undefined) return undefined;
    types.add(rows.entity.time?.type ?? '');
    const absent = at > 0 && random.chance(30);
    const alias = !absent && random.chance(45) ? maker.nextAlias() : undefined;
    const row: RowSpec = { entity: rows.entity, alias };
    const inner = within(before, row);
    const said = whereOf(maker, inner, depth);
    steps.push(stepText(maker, rows, { at, absent, alias, said }));
    if (!absent) before = inner;
  }
  return whole(maker, steps, types);
}

interface StepParts {
  readonly at: number;
  readonly absent: boolean;
  readonly alias: string | undefined;
  readonly said: string;
}

function whereOf(maker: Maker, inner: Scope, depth: number): string {
  const { random } = maker;
  if (!random.chance(40)) return '';
  return ` where (${maker.condition(inner, depth > 2 && random.chance(20) ? 1 : 0)})`;
}

/** `within` is added once it is known whether the steps are days or instants. */
function stepText(
  { random }: Maker,
  { path }: CollectionText,
  { at, absent, alias, said }: StepParts,
): string {
  const pin = absent
    ? ''
    : random.weighted([
        [65, ''],
        [18, 'first '],
        [17, 'last '],
      ]);
  const then = at === 0 ? '' : absent ? 'then no ' : 'then ';
  const as = alias === undefined ? '' : ` as ${alias}`;
  return `${then}${pin}${path}${as}${at === 0 ? '' : '@within'}${said}`;
}

function whole(maker: Maker, steps: readonly string[], types: ReadonlySet<string>): string {
  const { random } = maker;
  const isDates = types.size === 1 && types.has('date');
  const lines = steps.map((step) =>
    step.replace('@within', () => (random.chance(45) ? ` within ${limit(maker, isDates)}` : '')),
  );
  const against = types.has('date') ? 'date' : 'timestamp';
  const window = random.chance(50) ? ` ${windowText(maker, against, random.chance(80))}` : '';
  return `did ${random.chance(25) ? 'not ' : ''}sequence${window} {\n${lines.join('\n')}\n}`;
}

function limit(maker: Maker, isDates: boolean): string {
  const { amount, unit } = someLength(maker, isDates ? 'date' : 'timestamp');
  return units(amount, unit);
}
