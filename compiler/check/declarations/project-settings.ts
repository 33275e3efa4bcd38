// The `project` declaration → settings that change what segments mean, with their defaults.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { ProjectSyntax, SettingSyntax } from '../../syntax/ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { ProjectSettings } from '../model.ts';
import { refreshSetting } from '../refresh-schedule.ts';
import {
  nameSetting,
  readSettings,
  reportSetting,
  textSetting,
  wordSetting,
} from '../settings-values.ts';
import { isTimeZone, timeZoneSuggestion } from '../time-zones.ts';
import { isCurrency } from './field-type.ts';

const known = [
  'timezone',
  'week_starts',
  'currency',
  'policy',
  'refresh',
  'raw_sql',
  'consent_required',
];

export function readProject(
  syntax: ProjectSyntax | undefined,
  reporter: Reporter,
): ProjectSettings {
  const settings = readSettings(syntax?.settings ?? [], known, [], 'project', reporter);
  const one = (name: string): SettingSyntax | undefined => settings.get(name)?.[0];
  return {
    name: syntax?.name.text ?? 'project',
    timezone: timezone(one('timezone'), reporter) ?? 'UTC',
    weekStarts:
      wordSetting(one('week_starts'), ['monday', 'sunday', 'saturday'], reporter) ?? 'monday',
    currency: currency(one('currency'), reporter),
    consentPolicy: wordSetting(one('policy'), ['opt_in', 'opt_out'], reporter) ?? 'opt_in',
    refresh: refreshSetting(one('refresh'), reporter) ?? { kind: 'manual' },
    consentRequired: consentNames(one('consent_required'), reporter).map(({ text }) => text),
    rawSqlAllowed: wordSetting(one('raw_sql'), ['allowed', 'forbidden'], reporter) === 'allowed',
  };
}

function timezone(setting: SettingSyntax | undefined, reporter: Reporter): string | undefined {
  const zone = textSetting(setting, reporter);
  if (setting === undefined || zone === undefined || isTimeZone(zone)) return zone;
  const args = { zone, help: timeZoneSuggestion(zone) };
  reporter.report(catalogue.declarations.unknownZone, setting.value.span, args);
  return undefined;
}

function currency(setting: SettingSyntax | undefined, reporter: Reporter): string | undefined {
  const expected = 'the three letters of a currency, as in `currency: USD`';
  const text = nameSetting(setting, expected, reporter);
  if (setting === undefined || text === undefined || isCurrency(text)) return text;
  return reportSetting(setting, expected, reporter);
}

/** `[email_marketing, sms]`; whether there are such consents is checked when they are declared. */
export function consentNames(
  setting: SettingSyntax | undefined,
  reporter: Reporter,
): readonly NameSyntax[] {
  if (setting === undefined) return [];
  const { value } = setting;
  const names =
    value.kind === 'paths'
      ? value.items.flatMap(({ parts }) => (parts.length === 1 ? parts : []))
      : [];
  if (value.kind === 'paths' && names.length === value.items.length) return names;
  reportSetting(setting, 'a list of consents, as in `[email_marketing]`', reporter);
  return [];
}
