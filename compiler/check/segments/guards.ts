// `guard:` settings → guards of a refresh.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { GuardSyntax, SettingSyntax } from '../../syntax/ast.ts';
import type { Guard } from '../checked-project.ts';
import { reportSetting } from '../settings-values.ts';

const measures = ['size_change', 'size', 'not_empty', 'leavers', 'enterers'];

export function guardSetting(setting: SettingSyntax, reporter: Reporter): readonly Guard[] {
  const { value } = setting;
  if (value.kind !== 'guard') {
    reportSetting(setting, 'a guard, as in `size_change at most 20%` or `not empty`', reporter);
    return [];
  }
  const guard = guardOf(value);
  if (typeof guard !== 'string') return [guard];
  reporter.report(catalogue.declarations.badGuard, value.span, { problem: guard });
  return [];
}

/** The guard, or what is wrong with it. */
function guardOf(syntax: GuardSyntax): Guard | string {
  const { measure, bound, limit } = syntax;
  if (!measures.includes(measure)) {
    const close = suggestion(measure, measures);
    return `\`${measure}\` is nothing a guard can watch${close === undefined ? '' : `; ${close}`}`;
  }
  if (measure === 'not_empty') return { kind: 'not_empty' };
  if (limit === undefined || bound === undefined) return `\`${measure}\` needs a bound`;
  const share = limit.kind === 'percent';
  const amount = share ? Number(limit.value) / 100 : Number(limit.value);
  if (!share && !Number.isInteger(amount)) return `\`${limit.value}\` is not a number of objects`;
  if (measure === 'size') return sizeGuard(bound, amount, share);
  if (bound === 'at_least') return `\`${measure}\` is bounded from above: \`at most\``;
  if (measure === 'size_change') {
    return share
      ? { kind: 'size_change', atMost: amount }
      : '`size_change` is a share, as in `20%`';
  }
  return { kind: measure === 'leavers' ? 'leavers' : 'enterers', atMost: amount, share };
}

function sizeGuard(bound: 'at_least' | 'at_most', amount: number, share: boolean): Guard | string {
  if (share) return '`size` is a number of objects, not a share';
  const least = bound === 'at_least';
  return {
    kind: 'size',
    atLeast: least ? amount : undefined,
    atMost: least ? undefined : amount,
  };
}
