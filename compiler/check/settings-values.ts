// Serves settings of projects, consents and segments: a value of the expected shape, or a report of what was expected.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { listed, suggestion } from '../diagnostics/did-you-mean.ts';
import { renameFixes } from '../diagnostics/rename-fixes.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { SettingSyntax } from '../syntax/ast.ts';

/** Settings by name: known ones, each once except for those in `repeatable`. */
export function readSettings(
  settings: readonly SettingSyntax[],
  known: readonly string[],
  repeatable: readonly string[],
  of: string,
  reporter: Reporter,
): ReadonlyMap<string, readonly SettingSyntax[]> {
  const found = new Map<string, SettingSyntax[]>();
  for (const setting of settings) {
    const { text: name, span } = setting.name;
    if (!known.includes(name)) {
      const help = suggestion(name, known) ?? `A ${of} has ${listed(known, 20)}.`;
      const fixes = renameFixes(name, known, span);
      reporter.report(catalogue.names.unknownSetting, span, { name, of, help }, { fixes });
      continue;
    }
    const earlier = found.get(name);
    if (earlier === undefined) found.set(name, [setting]);
    else if (repeatable.includes(name)) earlier.push(setting);
    else reporter.report(catalogue.names.repeated, span, { what: 'setting', name: `\`${name}\`` });
  }
  return found;
}

export function textSetting(
  setting: SettingSyntax | undefined,
  reporter: Reporter,
): string | undefined {
  if (setting === undefined) return undefined;
  if (setting.value.kind === 'string') return setting.value.value;
  const { value } = setting;
  const text = value.kind === 'word' ? `"${value.text}"` : '';
  const fixes = text === '' ? [] : [{ title: `write ${text}`, span: value.span, text }];
  return reportSetting(setting, 'text in double quotes', reporter, fixes);
}

/** `["a", "b"]`; nothing given is an empty list. */
export function textsSetting(
  setting: SettingSyntax | undefined,
  reporter: Reporter,
): readonly string[] {
  if (setting === undefined) return [];
  const { value } = setting;
  if (value.kind === 'strings') return value.items.map((item) => item.value);
  if (value.kind === 'paths' && value.items.length === 0) return [];
  reportSetting(setting, 'a list of texts, as in `["a", "b"]`', reporter, listFixes(value));
  return [];
}

/** One text, or names where texts belong. */
function listFixes(value: SettingSyntax['value']): readonly Fix[] {
  const texts =
    value.kind === 'string'
      ? [value.value]
      : value.kind === 'word'
        ? [value.text]
        : value.kind === 'paths'
          ? value.items.map(({ parts }) => parts.map(({ text }) => text).join('.'))
          : [];
  if (texts.length === 0) return [];
  const text = `[${texts.map((one) => `"${one}"`).join(', ')}]`;
  return [{ title: `write \`${text}\``, span: value.span, text }];
}

/** One of the words. */
export function wordSetting<Word extends string>(
  setting: SettingSyntax | undefined,
  words: readonly Word[],
  reporter: Reporter,
): Word | undefined {
  if (setting === undefined) return undefined;
  const { value } = setting;
  const written = value.kind === 'word' || value.kind === 'call-word' ? value.text : undefined;
  const word = words.find((known) => known === written);
  if (word !== undefined) return word;
  const close = written === undefined ? undefined : suggestion(written, words);
  const expected = `${listed(words).replace(' and ', ' or ')}${close === undefined ? '' : `; ${close}`}`;
  return reportSetting(setting, expected, reporter);
}

/** A word or text of the user's own. */
export function nameSetting(
  setting: SettingSyntax | undefined,
  what: string,
  reporter: Reporter,
): string | undefined {
  if (setting === undefined) return undefined;
  const { value } = setting;
  if (value.kind === 'string') return value.value;
  if (value.kind === 'word') return value.text;
  return reportSetting(setting, what, reporter);
}

export function reportSetting(
  setting: SettingSyntax,
  expected: string,
  reporter: Reporter,
  fixes: readonly Fix[] = [],
): undefined {
  const args = { name: setting.name.text, expected };
  reporter.report(catalogue.declarations.settingValue, setting.value.span, args, { fixes });
  return undefined;
}
