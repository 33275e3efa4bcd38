// Entry of the checker: all source files → everything that is wrong with them, and the sound part of the project.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { createReporter, type Reporter } from '../diagnostics/reporter.ts';
import type { SourceFile } from '../source.ts';
import type { FileSyntax } from '../syntax/ast.ts';
import { parseFile } from '../syntax/parse.ts';
import { checkModel } from './check-model.ts';
import { type CheckedTrait, checkTraits } from './check-traits.ts';
import type { CheckedProject, CheckedSegment } from './checked-project.ts';
import type { CheckedTest } from './checked-tests.ts';
import { collectDeclarations } from './declarations/collect.ts';
import { type DependencyNode, nodeId, resolveDependencies } from './dependencies.ts';
import type { HiddenNames, SegmentHead } from './model-table.ts';
import { checkSegment, type ClosedSegment, openSegment } from './segments/check-segment.ts';
import { soundModel } from './sound-model.ts';
import { checkTests } from './tests/check-tests.ts';

export interface CheckOptions {
  /** Texts of the fixture files that the project lists, by paths relative to it; undefined: not loaded, and not read. */
  readonly fixtureFiles?: readonly SourceFile[] | undefined;
}

export interface CheckResult {
  /** Sorted by path, then by offset. */
  readonly diagnostics: readonly Diagnostic[];
  /** Sorted by path. */
  readonly files: readonly FileSyntax[];
  /** What has no error; always there. */
  readonly project: CheckedProject;
  /** Those without error, in the order of their files and places. */
  readonly tests: readonly CheckedTest[];
}

/** Never throws for what a file contains. The order of `files` does not matter. */
export function checkProject(
  files: readonly SourceFile[],
  { fixtureFiles }: CheckOptions = {},
): CheckResult {
  const reporter = createReporter();
  const sorted = files.toSorted((a, b) => compareText(a.path, b.path));
  const parsed = sorted.map((file) => parseFile(file, reporter));
  const texts = new Map(sorted.map((file) => [file.path, file.text]));
  const checked = checkParsed(parsed, texts, fixtureFiles, reporter);
  return {
    diagnostics: reporter.diagnostics.toSorted(compareDiagnostics),
    files: parsed,
    ...checked,
  };
}

function checkParsed(
  files: readonly FileSyntax[],
  texts: ReadonlyMap<string, string>,
  fixtureFiles: readonly SourceFile[] | undefined,
  reporter: Reporter,
): Pick<CheckResult, 'project' | 'tests'> {
  const hidden = hiddenNames(files, reporter);
  const declarations = collectDeclarations(files, reporter);
  const heads = new Map<string, SegmentHead>();
  const { table, declaring } = checkModel(declarations, heads, hidden, reporter);
  const open = declarations.segments.map((syntax) => openSegment(syntax, table, declaring));
  for (const { head } of open) heads.set(head.name, head);
  const traits = checkTraits(table, reporter);
  const segments = open.map((segment) => {
    const { file, start, end } = segment.syntax.span;
    const definition = texts.get(file)?.slice(start, end) ?? '';
    return checkSegment(segment, definition, table, reporter);
  });
  const project = soundProject(traits, segments, (sound) => soundModel(table, sound), reporter);
  const tests = checkTests(declarations, table, project, fixtureFiles, reporter);
  return { project, tests };
}

function hiddenNames(files: readonly FileSyntax[], reporter: Reporter): HiddenNames {
  const names = files.flatMap((file) => file.faulty);
  const texts = new Set(names.map(({ text }) => text));
  return { names, texts, anyErrors: reporter.diagnostics.length > 0 };
}

function soundProject(
  traits: readonly CheckedTrait[],
  segments: readonly ClosedSegment[],
  modelOf: (traits: readonly CheckedTrait[]) => CheckedProject['model'],
  reporter: Reporter,
): CheckedProject {
  const nodes = dependencyNodes(traits, segments);
  const { sound, level } = resolveDependencies(nodes, reporter);
  const levels = new Map(
    segments.map(({ segment: { name } }) => [name, level.get(nodeId('segment', name)) ?? 0]),
  );
  const levelOf = ({ name }: CheckedSegment): number => levels.get(name) ?? 0;
  return {
    model: modelOf(traits.filter(({ trait }) => sound.has(nodeId('trait', trait.id)))),
    segments: segments
      .filter(({ segment }) => sound.has(nodeId('segment', segment.name)))
      .map(({ segment }) => ({ ...segment, refersTo: segmentsNeeded(segment.name, nodes) }))
      .toSorted((a, b) => levelOf(a) - levelOf(b) || compareText(a.name, b.name)),
  };
}

function dependencyNodes(
  traits: readonly CheckedTrait[],
  segments: readonly ClosedSegment[],
): ReadonlyMap<string, DependencyNode> {
  const nodes = new Map<string, DependencyNode>();
  const add = (
    kind: DependencyNode['kind'],
    name: string,
    { findings }: Pick<ClosedSegment, 'findings'>,
    span: DependencyNode['span'],
  ): void => {
    const needs = new Map([
      ...[...findings.segments].map(([to, at]) => [nodeId('segment', to), at] as const),
      ...[...findings.traits].map(([to, at]) => [nodeId('trait', to), at] as const),
    ]);
    nodes.set(nodeId(kind, name), { kind, name, span, faulty: findings.faulty, needs });
  };
  for (const one of traits) add('trait', one.trait.id, one, one.trait.syntax.name.span);
  for (const one of segments) add('segment', one.segment.name, one, one.place);
  return nodes;
}

/** The segments a segment refers to itself or through its traits. */
function segmentsNeeded(
  name: string,
  nodes: ReadonlyMap<string, DependencyNode>,
): readonly string[] {
  const found = new Set<string>();
  const queue = [nodeId('segment', name)];
  const seen = new Set(queue);
  for (const id of queue) {
    for (const need of nodes.get(id)?.needs.keys() ?? []) {
      const node = nodes.get(need);
      if (node === undefined || seen.has(need)) continue;
      seen.add(need);
      if (node.kind === 'segment') found.add(node.name);
      else queue.push(need);
    }
  }
  return [...found].toSorted();
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.span.file, b.span.file) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compareText(a.code, b.code)
  );
}
