// Which constructs a checked segment exercises, traits that it uses included.
import { assertNever } from '../../compiler/assert.ts';
import type { CheckedCondition, CheckedValue, WindowForm } from '../../compiler/check/checked.ts';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { Entity, Model } from '../../compiler/check/model.ts';
import { collectionConstructs, rowConstructs, valueConstructs } from './value-constructs.ts';
import { type Visitor, walkCondition, walkValue } from './walk-checked.ts';

/** Names of construct-names.ts, each once. */
export function constructsOf(
  { model }: Pick<CheckedProject, 'model'>,
  segment: CheckedSegment,
): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (...names: readonly string[]): void => {
    for (const name of names) found.add(name);
  };
  const traits = new Set<string>();
  const visitor: Visitor = {
    condition: (condition) => note(...conditionConstructs(condition, model)),
    value: (value) => {
      note(...valueConstructs(value, model));
      if (value.kind !== 'trait') return;
      const trait = model.traits[`${value.row.entity}.${value.trait}`];
      if (trait === undefined || traits.has(`${trait.object}.${trait.name}`)) return;
      traits.add(`${trait.object}.${trait.name}`);
      walkValue(trait.value, visitor);
    },
    window: (form, of) => note(...windowConstructs(form, of, model)),
    collection: (collection) => note(...collectionConstructs(collection, model)),
  };
  noteSegment(segment, model, note, visitor);
  return found;
}

type Note = (...names: readonly string[]) => void;

function noteSegment(segment: CheckedSegment, model: Model, note: Note, visitor: Visitor): void {
  const { where, hysteresis, excepts, take, settings, parameters, object } = segment;
  walkCondition(where, visitor);
  if (hysteresis !== undefined) {
    note('segment hysteresis');
    walkCondition(hysteresis.enter, visitor);
    walkCondition(hysteresis.leave, visitor);
  }
  if (excepts.length > 0) note('segment except');
  for (const except of excepts) walkCondition(except, visitor);
  if (settings.status !== 'active') note(`segment ${settings.status}`);
  if (parameters.length > 0) note('segment parameters');
  noteTable(model.entities[object], note, visitor);
  if (take === undefined) return;
  note(`take ${take.of}`, `take ${take.direction}`);
  if (take.from !== undefined) note('take range');
  if (take.groups.length > 0) note('take in groups');
  if (take.ties) note('take with ties');
  for (const value of [take.value, ...take.groups, take.to]) walkValue(value, visitor);
}

function noteTable(entity: Entity | undefined, note: Note, visitor: Visitor): void {
  if (entity?.source.where !== undefined) {
    note('segment @where');
    walkCondition(entity.source.where, visitor);
  }
  if (entity?.tracking.deletedWhen === undefined) return;
  note('segment @deleted');
  walkCondition(entity.tracking.deletedWhen, visitor);
}

function conditionConstructs(condition: CheckedCondition, model: Model): readonly string[] {
  const { kind } = condition;
  const names = [`condition ${kind}`];
  if ('missing' in condition) names.push(`condition ${kind} missing: ${condition.missing}`);
  if ('negated' in condition && condition.negated) names.push(`not ${kind}`);
  if ('row' in condition) names.push(...rowConstructs(condition.row, model));
  names.push(...ownConstructs(condition, model));
  return names;
}

function ownConstructs(condition: CheckedCondition, model: Model): readonly string[] {
  switch (condition.kind) {
    case 'compare':
      return [`compare ${condition.operator}`];
    case 'exists':
      return condition.count === undefined ? [] : [`rows ${condition.count.comparison}`];
    case 'count_of':
      return [`count_of ${condition.comparison}`];
    case 'text_match':
      return textConstructs(condition);
    case 'array_has':
    case 'arrays_meet':
    case 'tagged':
      return [`${condition.kind} ${condition.quantifier}`];
    case 'in_list':
      return [
        `in_list ${condition.quantifier}`,
        ...(condition.added === undefined ? [] : ['in_list added']),
      ];
    case 'distance':
      return distanceConstructs(condition);
    case 'moment':
      return [`moment ${condition.relation}`];
    case 'in_window':
      return condition.side === undefined ? [] : [`window ${condition.side}`];
    case 'anniversary':
      return [`anniversary ${condition.occurs.kind}`];
    case 'membership_history':
      return [`history ${condition.event}`, `history ${condition.time?.kind ?? 'ever'}`];
    case 'sequence':
      return sequenceConstructs(condition);
    case 'consent_is':
      return [`consent ${condition.state}`];
    case 'consents': {
      const id = `${condition.row.entity}.consent.${condition.consent}`;
      const policy = model.entities[id]?.consentPolicy;
      return [`consent ${policy ?? model.project.consentPolicy}`];
    }
    case 'in_segment':
      return condition.args.length > 0 ? ['segment arguments'] : [];
    case 'constant':
    case 'all':
    case 'any':
    case 'none':
    case 'not':
    case 'truth':
    case 'all_have':
    case 'in_sample':
    case 'in_set':
    case 'in_range':
    case 'is_missing':
      return [];
    default:
      return assertNever(condition);
  }
}

type Of<K extends CheckedCondition['kind']> = Extract<CheckedCondition, { kind: K }>;

function textConstructs({ operator, ignoringCase, patterns }: Of<'text_match'>): readonly string[] {
  const names = [`text ${operator}`];
  if (ignoringCase) names.push('text ignoring case');
  if (patterns.length > 1) names.push('text any of');
  return names;
}

function distanceConstructs(condition: Of<'distance'>): readonly string[] {
  const { comparison, direction, unit, calendar, subject } = condition;
  const names = [`distance ${comparison} ${direction}`, `distance unit ${unit}`];
  if (calendar === undefined) return names;
  const isDate = subject.type.kind === 'date';
  return [...names, `distance counting ${isDate ? 'days of dates' : unit}`];
}

function sequenceConstructs({ steps }: Of<'sequence'>): readonly string[] {
  return steps.flatMap(({ absent, pin, within, collection }) => [
    ...(absent ? ['sequence absent'] : []),
    ...(pin === undefined ? [] : [`sequence ${pin}`]),
    ...(within === undefined ? [] : ['sequence within', `distance unit ${within.unit}`]),
    ...(collection.where === undefined ? [] : ['sequence where']),
    ...(collection.window === undefined ? [] : ['sequence window']),
  ]);
}

function windowConstructs(
  form: WindowForm,
  of: CheckedValue | undefined,
  model: Model,
): readonly string[] {
  const subject = of === undefined ? 'of memberships' : `${form.kind} of a ${of.type.kind}`;
  const names = [`window ${subject}`];
  if ('unit' in form) names.push(`window unit ${form.unit}`);
  if ('unit' in form && form.unit === 'week') {
    names.push(`weeks start on ${model.project.weekStarts}`);
  }
  switch (form.kind) {
    case 'rolling':
      return [...names, `window rolling ${form.full ? 'full' : form.direction}`];
    case 'calendar':
      return [...names, `window ${form.which}${form.full ? ' full' : ''}`];
    case 'from':
      return [...names, `window ${form.inclusive ? 'through' : 'until'}`];
    case 'between_ago':
    case 'between_from_now':
    case 'since':
      return names;
    default:
      return assertNever(form);
  }
}
