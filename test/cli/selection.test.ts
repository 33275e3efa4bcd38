// Selectors of the command line, without a project.
import { describe, expect, it } from 'vitest';
import { OperationalError } from '../../compiler/operational-error.ts';
import { type SelectableSegment, selectSegments } from '../../cli/project/selection.ts';

const segments: readonly SelectableSegment[] = [
  segment('emailable', { owner: 'marketing' }),
  segment('win_back', { owner: 'marketing', labels: ['retention'], refersTo: ['emailable'] }),
  segment('win_back_vip', { labels: ['retention', 'vip'], refersTo: ['win_back'] }),
  segment('late_tasks', { object: 'task', path: 'segments/sales/tasks.seg' }),
];

function segment(name: string, given: Partial<SelectableSegment>): SelectableSegment {
  const path = 'segments/marketing.seg';
  return { name, object: 'contact', owner: undefined, labels: [], path, refersTo: [], ...given };
}

describe('selectSegments', () => {
  it.each([
    ['a name', ['win_back'], ['win_back']],
    ['a glob', ['win_*'], ['win_back', 'win_back_vip']],
    ['one letter', ['late_task?'], ['late_tasks']],
    ['an object', ['object:task'], ['late_tasks']],
    ['an owner', ['owner:marketing'], ['emailable', 'win_back']],
    ['a label', ['label:vip'], ['win_back_vip']],
    ['a folder', ['path:segments/sales'], ['late_tasks']],
    ['a folder with slashes', ['path:./segments/sales/'], ['late_tasks']],
    ['a file', ['path:segments/sales/tasks.seg'], ['late_tasks']],
    [
      'a glob of files',
      ['path:segments/*.seg'],
      ['emailable', 'win_back', 'win_back_vip', 'late_tasks'],
    ],
    ['what it refers to', ['+win_back_vip'], ['emailable', 'win_back', 'win_back_vip']],
    ['what refers to it', ['emailable+'], ['emailable', 'win_back', 'win_back_vip']],
    ['both ways', ['+win_back+'], ['emailable', 'win_back', 'win_back_vip']],
    ['several', ['late_tasks', 'emailable'], ['emailable', 'late_tasks']],
  ])('%s', (_, selectors, expected) => {
    expect(selectSegments(selectors, segments)).toEqual(expected);
  });

  it.each([
    ['win_bak', 'SEG6805', 'Did you mean `win_back`?'],
    ['object:tusk', 'SEG6805', 'Did you mean `object:task`?'],
    ['labl:vip', 'SEG6805', 'Did you mean `label:vip`?'],
    ['path:nowhere', 'SEG6805', 'A selector is'],
    ['state:modified', 'SEG6806', 'Name the segments'],
  ])('refuses %s', (selector, code, help) => {
    const select = (): unknown => selectSegments([selector], segments);
    expect(select).toThrow(expect.objectContaining({ code }));
    expect(select).toThrow(expect.toSatisfy((error) => hasHelp(error, help)));
  });
});

function hasHelp(error: unknown, text: string): boolean {
  return error instanceof OperationalError && error.help?.includes(text) === true;
}
