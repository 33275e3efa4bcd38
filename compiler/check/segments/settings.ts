// The settings of a segment, with what it inherits from the project.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { SegmentSyntax, SettingSyntax } from '../../syntax/ast.ts';
import type { SegmentSettings } from '../checked-project.ts';
import type { Checking } from '../checking.ts';
import { refreshSetting } from '../refresh-schedule.ts';
import type { RowScope } from '../scope.ts';
import {
  nameSetting,
  readSettings,
  textSetting,
  textsSetting,
  wordSetting,
} from '../settings-values.ts';
import { segmentSettings } from '../../syntax/setting-names.ts';
import { guardSetting } from './guards.ts';
import { publishSetting } from './publish.ts';

export function readSegmentSettings(
  syntax: SegmentSyntax,
  scope: RowScope,
  checking: Checking,
): SegmentSettings {
  const reporter = reporterOf(checking);
  const settings = readSettings(syntax.settings, segmentSettings, ['guard'], 'segment', reporter);
  const one = (name: string): SettingSyntax | undefined => settings.get(name)?.[0];
  return {
    title: textSetting(one('title'), reporter),
    description: textSetting(one('description'), reporter),
    owner: textSetting(one('owner'), reporter),
    labels: textsSetting(one('labels'), reporter),
    refresh: refreshSetting(one('refresh'), reporter) ?? checking.table.project.refresh,
    guards: (settings.get('guard') ?? []).flatMap((setting) => guardSetting(setting, reporter)),
    publish: publishSetting(one('publish'), scope, checking),
    materialize: materializeSetting(one('materialize'), checking),
    hiddenFrom: textsSetting(one('hidden_from'), reporter),
    visibleTo: textsSetting(one('visible_to'), reporter),
    defaultFor: textsSetting(one('default_for'), reporter),
    status: wordSetting(one('status'), ['active', 'draft', 'paused'], reporter) ?? 'active',
    renamedFrom: renamedFrom(one('renamed_from'), syntax, checking),
  };
}

/** What settings report makes the segment faulty. */
function reporterOf(checking: Checking): Reporter {
  return {
    diagnostics: [],
    report: (entry, span, args, extras) => {
      checking.report(entry, span, args, extras);
    },
  };
}

/** Whether the target can do it is said by the dialect check. */
function materializeSetting(
  setting: SettingSyntax | undefined,
  checking: Checking,
): SegmentSettings['materialize'] {
  const words = ['table', 'view', 'dynamic_table'] as const;
  return wordSetting(setting, words, reporterOf(checking)) ?? 'table';
}

function renamedFrom(
  setting: SettingSyntax | undefined,
  syntax: SegmentSyntax,
  checking: Checking,
): string | undefined {
  const name = nameSetting(setting, 'the old name', reporterOf(checking));
  if (setting === undefined || name === undefined) return undefined;
  const taken = checking.table.segments.get(name);
  if (taken === undefined) return name;
  const { span } = setting.value;
  const problem = name === syntax.name.text ? 'is its name now' : 'is the name of another segment';
  checking.report(catalogue.names.takenName, span, { name, problem });
  return undefined;
}
