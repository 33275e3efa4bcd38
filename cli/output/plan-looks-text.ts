// Part of the plan of a refresh for people: how changes of tables are found, and which objects are decided for each segment.
import type { AllCause, DescribedLook } from '../../runtime/refresh/describe/describe-look.ts';
import type {
  DescribedBatch,
  TrackedDescription,
} from '../../runtime/refresh/describe/describe-refresh.ts';
import { cut, listText } from './short-text.ts';

const mostSegments = 6;

const allCauses: Readonly<Record<AllCause, string>> = {
  draft: 'is a draft',
  time_in_values: 'totals or compares what moves with time',
  time_in_tables: 'which rows a table has moves with time',
};

/** How the changes of the table are found; of several ways each once. */
export function changesText({ serves }: TrackedDescription): string {
  return [...new Set(serves.map(servedText))].join('; ');
}

function servedText({ changesFound, tracking }: TrackedDescription['serves'][number]): string {
  const deleted =
    tracking.deletedWhen === undefined ? '' : `, deleted when ${cut(tracking.deletedWhen)}`;
  switch (changesFound.kind) {
    case 'append_only':
      return `rows added by ${changesFound.by}${deleted}`;
    case 'changes':
      return `rows changed by ${changesFound.by}, and a copy of keys${deleted}`;
    case 'compared':
      return `compared with a copy${deleted}`;
  }
}

/** What comparing costs, as lines below the tables; none when no table is compared. */
export function comparedLines(sources: readonly TrackedDescription[]): readonly string[] {
  const served = sources.flatMap(({ serves }) => serves);
  const compared = served.filter(({ changesFound }) => changesFound.kind === 'compared');
  const keyless = compared.filter(({ tracking }) => tracking.changesBy !== undefined);
  return [
    ...(compared.length === 0
      ? []
      : [
          'A table that is compared with a copy is read whole by every refresh: the model does not say how it changes.\n',
        ]),
    ...(keyless.length === 0
      ? []
      : [
          `\`@changes\` needs a key; without one compared all the same: ${listText(
            keyless.map(({ entity }) => entity),
            mostSegments,
          )}.\n`,
        ]),
  ];
}

interface FactOf {
  readonly name: string;
  readonly text: string;
}

/** Facts of a batch: which of its segments a refresh decides for changed objects only, and why others not. */
export function looksFacts({ looks, alone }: DescribedBatch): readonly FactOf[] {
  const groups = new Map<string, { readonly like: DescribedLook; readonly names: string[] }>();
  for (const like of looks) {
    const { segment, ...look } = like;
    const identity = JSON.stringify(look);
    const group = groups.get(identity) ?? { like, names: [] };
    group.names.push(segment);
    groups.set(identity, group);
  }
  return [...groups.values()].map(({ like, names }) =>
    factOf(
      like,
      names.length === looks.length ? wholeText(like, alone) : listText(names, mostSegments),
    ),
  );
}

function wholeText({ looksAt }: DescribedLook, alone: DescribedBatch['alone']): string {
  if (alone === undefined) return 'all of them';
  return looksAt === 'all' ? 'each time' : 'yes';
}

function factOf({ because, ranked }: DescribedLook, names: string): FactOf {
  if (because !== undefined)
    return { name: 'all objects', text: `${names}: ${allCauses[because]}` };
  const unless =
    ranked.length === 0
      ? ''
      : `, unless something changed in the ranking of ${listText(ranked, mostSegments)}`;
  return { name: 'incremental', text: `${names}${unless}` };
}
