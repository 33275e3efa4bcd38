// Prints settings of projects, segments and consents.
import { assertNever } from '../compiler/assert.ts';
import type { GuardSyntax, SettingSyntax, SettingValueSyntax } from '../compiler/syntax/ast.ts';
import type { Item } from './items.ts';
import { asItStands, listText } from './lists.ts';
import { fit, pathText, unitText, type Place } from './printing.ts';
import { argumentsText } from './values.ts';
import { sliceOf } from './written.ts';

export function settingItem(setting: SettingSyntax, place: Place): Item {
  return {
    extent: setting.span,
    print: () =>
      fit(place, (fitted) => `${setting.name.text}: ${valueText(setting.value, fitted)}`),
  };
}

function valueText(value: SettingValueSyntax, place: Place): string {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'word':
      return sliceOf(place.written, value.span);
    case 'strings':
      return listText(value.items.map(asItStands), place);
    case 'paths':
      return listText(
        value.items.map((path) => ({ extent: path.span, print: () => pathText(path) })),
        place,
      );
    case 'every':
      return `every ${value.amount} ${unitText(String(value.amount), value.unit)}`;
    case 'cron':
      return `cron ${sliceOf(place.written, value.expression.span)}`;
    case 'guard':
      return guardText(value, place);
    case 'call-word':
      return `${value.text}${argumentsText(value.args, place)}`;
    default:
      return assertNever(value);
  }
}

function guardText({ measure, bound, limit }: GuardSyntax, place: Place): string {
  if (bound === undefined || limit === undefined) return measure.replace('_', ' ');
  const words = bound === 'at_least' ? 'at least' : 'at most';
  return `${measure} ${words} ${sliceOf(place.written, limit.span)}`;
}
