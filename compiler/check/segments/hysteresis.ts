// `enter { … }` and `leave { … }`: both or none, in a segment that has members of its own.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { SegmentSyntax } from '../../syntax/ast.ts';
import type { CheckedHysteresis } from '../checked-project.ts';
import type { Checking } from '../checking.ts';
import type { SegmentHead } from '../model-table.ts';
import type { RowScope } from '../scope.ts';

export function checkHysteresis(
  syntax: SegmentSyntax,
  head: SegmentHead,
  scope: RowScope,
  checking: Checking,
): CheckedHysteresis | undefined {
  const { enter, leave } = syntax;
  if (enter === undefined && leave === undefined) return undefined;
  const entering = enter && checking.condition(enter, scope);
  const leaving = leave && checking.condition(leave, scope);
  if (syntax.parameters.length > 0) {
    const args = { segment: head.name };
    checking.report(catalogue.history.hysteresisOfTemplate, head.span, args);
  }
  if (entering !== undefined && leaving !== undefined) return { enter: entering, leave: leaving };
  if (syntax.where !== undefined) {
    // Both at once was reported already.
    checking.fail();
    return undefined;
  }
  const [word, other] =
    leave === undefined ? (['enter', 'leave'] as const) : (['leave', 'enter'] as const);
  const { span } = leave ?? enter ?? syntax;
  const place = { ...span, end: span.start };
  checking.report(catalogue.history.halfHysteresis, place, { word, other });
  return undefined;
}
