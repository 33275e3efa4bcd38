// The plan of a refresh for people: tables, then what is decided in which order, with which passes and why.
import type { DescribedFeature, DescribedPass } from '../../compiler/describe/describe-passes.ts';
import type { ApartCause, PassReason } from '../../compiler/plan/pass-reasons.ts';
import type { AloneCause } from '../../runtime/refresh/compute/decided-alone.ts';
import type {
  DescribedBatch,
  Estimate,
  RefreshDescription,
} from '../../runtime/refresh/describe/describe-refresh.ts';
import type { Colours } from './colours.ts';
import { changesText, comparedLines, looksFacts } from './plan-looks-text.ts';
import { formatCount, formatInstant, plural } from './quantities.ts';
import { cut, listText } from './short-text.ts';
import { type Column, renderTable } from './table.ts';

const mostNames = 4;
const mostColumns = 5;
const mostSegments = 6;

const apartCauses: Readonly<Record<ApartCause, string>> = {
  picks_row: 'picks one row',
  counts_values: 'picks the most frequent value',
  counts_periods: 'counts days, weeks or other periods',
  compares_objects: 'compares all objects with each other',
  another_feature: 'looks at another feature',
  membership: 'looks at members of a segment',
  calendar: 'counts the open time of a calendar',
  zone: 'uses a time zone that rows name',
  object_itself: 'looks at the object itself',
  related_row: 'looks at an object that a row points to',
};

const aloneCauses: Readonly<Record<AloneCause, string>> = {
  publishes_columns: 'it publishes columns',
  draft: 'it is a draft',
  paused: 'it is paused and stays as it is',
  only_one: 'no other segment of its object waits for the same',
};

/** `counted`: the numbers of rows are known. */
export function planText(plan: RefreshDescription, counted: boolean, colours: Colours): string {
  const { now, segments, sources, batches } = plan;
  const passes = batches.flatMap((batch) => batch.passes);
  const head = [
    plural(segments.length, 'segment'),
    plural(sources.length, 'table'),
    `${formatCount(passes.length)} pass${passes.length === 1 ? '' : 'es'}`,
  ].join(', ');
  const blocks = [
    `Refresh of ${head}, at ${formatInstant(now)}\n`,
    ...(sources.length === 0 ? [] : [sourcesText(plan, counted, colours)]),
    ...batches.map((batch) => batchText(batch, counted, colours)),
  ];
  return blocks.join('\n');
}

// ---------------------------------------------------------------- sources

function sourcesText({ sources }: RefreshDescription, counted: boolean, colours: Colours): string {
  const columns: readonly Column[] = [
    { title: 'table', align: 'left' },
    ...(counted ? [{ title: 'rows', align: 'right' } as const] : []),
    { title: 'segments', align: 'right' },
    { title: 'serves', align: 'left' },
    { title: 'changes', align: 'left' },
    { title: 'columns', align: 'left' },
  ];
  const rows = sources.map((source) => [
    source.table,
    ...(counted ? [rowsText(source)] : []),
    formatCount(source.segments.length),
    source.serves.map(({ entity }) => entity).join(', '),
    changesText(source),
    listText(source.columns, mostColumns),
  ]);
  return [renderTable(columns, rows, colours.bold), ...comparedLines(sources)].join('');
}

function rowsText({ rows }: Estimate): string {
  return rows === undefined ? '?' : formatCount(rows);
}

// ---------------------------------------------------------------- batches

function batchText(batch: DescribedBatch, counted: boolean, colours: Colours): string {
  const facts = [
    ...(batch.alone === undefined
      ? [factText('segments', listText(batch.segments, mostSegments))]
      : []),
    ...(batch.waitsFor.length === 0
      ? []
      : [factText('waits for', listText(batch.waitsFor, mostSegments))]),
    ...(batch.inlined.length === 0
      ? []
      : [factText('referred to', `${listText(batch.inlined, mostSegments)}, by others of these`)]),
    ...looksFacts(batch).map(({ name, text }) => factText(name, text)),
    ...(batch.alone === 'paused' ? [] : [factText('conditions', conditionsText(batch))]),
    ...(counted && batch.alone !== 'paused'
      ? [factText('objects', `${batch.table}, ${rowsText(batch)} rows read`)]
      : []),
  ];
  const passes = batch.passes.map((pass) => passText(pass, batch, counted, colours));
  return [...[titleText(batch, colours), ...facts].map((line) => `${line}\n`), ...passes].join('');
}

function titleText(batch: DescribedBatch, colours: Colours): string {
  const { wave, object, segments, alone } = batch;
  const place = colours.gray(`wave ${wave}`);
  if (alone === undefined) {
    const many = plural(segments.length, 'segment');
    return `${colours.bold(`${many} of ${object}`)}, decided together  ${place}`;
  }
  const [name = ''] = segments;
  const how = alone === 'paused' ? 'not decided' : 'decided alone';
  return `${colours.bold(`${name} of ${object}`)}, ${how}: ${aloneCauses[alone]}  ${place}`;
}

function factText(name: string, text: string): string {
  return `  ${name.padEnd(13)}${text}`;
}

function conditionsText({ conditions, object }: DescribedBatch): string {
  const { bits, joined, own } = conditions;
  const parts = [
    ...(bits === 0 ? [] : [`${formatCount(bits)} looked up as bits`]),
    ...(joined === 0 ? [] : [`${formatCount(joined)} with a join of a table of values`]),
    ...(own === 0 ? [] : [`${formatCount(own)} on columns of ${object}`]),
  ];
  return parts.length === 0 ? 'none' : parts.join(', ');
}

// ---------------------------------------------------------------- passes

function passText(
  pass: DescribedPass & Estimate,
  { alone }: DescribedBatch,
  counted: boolean,
  colours: Colours,
): string {
  const read = counted ? `, ${rowsText(pass)} rows read` : '';
  const from = pass.tables.length === 0 ? '' : ` from ${pass.tables.join(', ')}`;
  const name = pass.path === '' ? `all of ${pass.of}` : `${pass.of}.${pass.path}`;
  const facts = [
    ...(pass.window === undefined ? [] : [`window  ${cut(pass.window)}`]),
    ...(pass.filter === undefined ? [] : [`where   ${cut(pass.filter)}`]),
    ...pass.reasons.map((reason) => `why     ${reasonText(reason, pass)}`),
  ];
  const lines = [
    `  ${colours.bold(name)}${from}${read}`,
    ...facts.map((fact) => `    ${fact}`),
    ...pass.features.flatMap((feature) => featureLines(feature, alone === undefined, colours)),
  ];
  return `\n${lines.join('\n')}\n`;
}

function featureLines(
  { text, segments }: DescribedFeature,
  isShared: boolean,
  colours: Colours,
): readonly string[] {
  const used = isShared ? [`        ${colours.gray(`for ${listText(segments, mostNames)}`)}`] : [];
  return [`      ${colours.cyan(cut(text))}`, ...used];
}

function reasonText(reason: PassReason, { features }: DescribedPass): string {
  switch (reason.kind) {
    case 'shared':
      return `shared: ${plural(features.length, 'feature')} over the same rows`;
    case 'split':
      return `split: ${plural(reason.features, 'feature')} over these rows are more than ${reason.most}`;
    case 'by_reach':
      return reason.features === 1
        ? 'apart: its window is much shorter or longer than the others over this path'
        : `shared: ${plural(features.length, 'feature')} whose windows are about as long`;
    case 'kinds':
      return `shared: rows of ${plural(reason.kinds, 'kind')} lie in one table, and up to ${reason.most} are told apart in one pass`;
    case 'only':
      return 'not shared: nothing else over this path can be computed with it';
    case 'apart':
      return `apart: ${apartCauses[reason.because]}`;
  }
}
