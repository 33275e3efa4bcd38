// What a step of a test expects: of objects by their names, and of all members of two segments.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type {
  CasesSyntax,
  ExpectSegmentSyntax,
  ExpectSyntax,
  TestPartSyntax,
} from '../../syntax/test-ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { Expectation, ExpectedObject } from '../checked-tests.ts';
import { findSegment } from '../conditions/membership.ts';
import { describeType } from '../describe-type.ts';
import type { EntityInfo } from '../model-table.ts';
import { findGiven } from './given-names.ts';
import { keyOfObject } from './object-fields.ts';
import type { Testing, World } from './testing.ts';

type OfObjects = Extract<Expectation, { kind: 'objects' }>;

/** `known`: every object that the test has had so far. */
export function expectationsOf(
  parts: readonly TestPartSyntax[],
  object: EntityInfo | undefined,
  known: World,
  testing: Testing,
): readonly Expectation[] {
  const found = parts.flatMap((part): readonly Expectation[] => {
    if (part.kind === 'expect') return [ofObjects(part, object, known, testing)];
    if (part.kind === 'expect_segment') return ofSegment(part, object, testing);
    return part.kind === 'cases' ? ofCases(part, object, known, testing) : [];
  });
  reportBoth(found, testing);
  return found;
}

function ofObjects(
  { expected, objects, span }: ExpectSyntax,
  object: EntityInfo | undefined,
  known: World,
  testing: Testing,
): OfObjects {
  const found = objects.flatMap((name) => expectedObject(name, object, known, testing));
  return { kind: 'objects', expected, objects: found, span };
}

function expectedObject(
  name: NameSyntax,
  object: EntityInfo | undefined,
  known: World,
  testing: Testing,
): readonly ExpectedObject[] {
  const found = object && findGiven(name, object, known, testing);
  const key = found && keyOfObject(found, testing);
  return key === undefined ? [] : [{ name: name.text, key, span: name.span }];
}

function ofCases(
  { cases, object: of, span }: CasesSyntax,
  object: EntityInfo | undefined,
  known: World,
  testing: Testing,
): readonly OfObjects[] {
  if (object !== undefined && of.text !== object.id && testing.table.entities.has(of.text)) {
    const args = { name: of.text, needs: object.id };
    testing.checking.report(catalogue.tests.otherCases, of.span, args);
    return [];
  }
  return (['in', 'out'] as const).flatMap((expected) => {
    const objects = cases.flatMap((line) => {
      if (line.kind === 'broken' || line.verdict.expected !== expected) return [];
      const found = known.get(line.name.text);
      const key = found && keyOfObject(found, testing);
      return key === undefined ? [] : [{ name: line.name.text, key, span: line.span }];
    });
    return objects.length === 0 ? [] : [{ kind: 'objects', expected, objects, span } as const];
  });
}

function ofSegment(
  { expected, segment, span }: ExpectSegmentSyntax,
  object: EntityInfo | undefined,
  { checking }: Testing,
): readonly Expectation[] {
  const head = findSegment(segment, checking);
  if (head === undefined || object === undefined) return [];
  const open = head.parameters.filter(({ fallback }) => fallback === undefined);
  if (head.object === undefined) checking.fail();
  else if (head.object !== object.id) {
    const args = { segment: head.name, of: head.object, found: object.id };
    checking.report(catalogue.typing.segmentOfOther, segment.span, args, {
      related: [{ span: head.span, text: `a segment of ${head.object}` }],
    });
  } else if (open.length > 0) {
    const names = open.map(({ name, type }) => `${name}: ${describeType(type)}`);
    checking.report(catalogue.typing.argumentForgotten, segment.span, {
      segment: head.name,
      names,
    });
  }
  return [{ kind: 'segments', expected, segment: head.name, span }];
}

const opposites: readonly (readonly [OfObjects['expected'], OfObjects['expected']])[] = [
  ['in', 'out'],
  ['in', 'left'],
  ['out', 'entered'],
  ['entered', 'left'],
];

/** What no refresh can do. */
function reportBoth(expectations: readonly Expectation[], { checking }: Testing): void {
  const seen = new Map<string, ExpectedObject>();
  for (const one of expectations) {
    if (one.kind !== 'objects') continue;
    for (const object of one.objects) {
      for (const pair of opposites) {
        const other = pair.find((word) => word !== one.expected);
        const first = other && seen.get(`${other} ${object.key}`);
        if (!pair.includes(one.expected) || other === undefined || first === undefined) continue;
        const args = { name: object.name, one: one.expected, other };
        checking.report(catalogue.tests.bothExpected, object.span, args, {
          related: [{ span: first.span, text: `expected \`${other}\`` }],
        });
      }
      seen.set(`${one.expected} ${object.key}`, object);
    }
  }
}
