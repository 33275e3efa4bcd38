// The value of each trait against its declared type. A trait with an error, or with something unsupported, is left out.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Span } from '../source.ts';
import { createChecking } from './check-expression.ts';
import type { CheckedValue } from './checked.ts';
import type { Checking, Findings } from './checking.ts';
import { describeOptional } from './describe-type.ts';
import type { ModelTable, TraitInfo } from './model-table.ts';
import { outermostRow } from './scope.ts';
import { isAssignable } from './type-rules.ts';

export interface CheckedTrait {
  readonly trait: TraitInfo;
  readonly value: CheckedValue;
  readonly findings: Findings;
}

/** All traits, faulty ones included; marks as unsupported what is, also by use of another trait. */
export function checkTraits(table: ModelTable, reporter: Reporter): readonly CheckedTrait[] {
  const checked = [...table.traits.values()].map((trait) => checkTrait(trait, table, reporter));
  for (const { trait, findings } of checked) trait.unsupported ??= findings.unsupported;
  spreadUnsupported(checked, reporter);
  return checked;
}

function checkTrait(trait: TraitInfo, table: ModelTable, reporter: Reporter): CheckedTrait {
  const checking = createChecking({
    table,
    reporter,
    parameters: new Map(),
    inTrait: true,
    unsupportedIs: 'warning',
  });
  const value = checking.value(trait.syntax.value, outermostRow(table.entities.get(trait.object)));
  if (trait.faulty || value.type.kind === 'unknown') checking.fail();
  else checkDeclaredType(trait, value, checking);
  return { trait, value, findings: checking.findings };
}

function checkDeclaredType(trait: TraitInfo, value: CheckedValue, checking: Checking): void {
  const declared = describeOptional(trait.type, trait.nullable);
  if (!isAssignable(value.type, trait.type)) {
    const found = describeOptional(value.type, value.nullable);
    checking.report(
      catalogue.declarations.traitType,
      value.span,
      { trait: trait.id, declared, found },
      { related: [{ span: trait.syntax.type.span, text: 'declared here' }] },
    );
  } else if (value.nullable && !trait.nullable) {
    const { span } = trait.syntax.type;
    const args = { trait: trait.id, declared };
    const fixes = [{ title: `write \`${declared}?\``, span: endOf(span), text: '?' }];
    checking.report(catalogue.declarations.traitMissing, span, args, { fixes });
  }
}

function endOf(span: Span): Span {
  return { file: span.file, start: span.end, end: span.end };
}

interface TraitUse {
  readonly user: CheckedTrait;
  readonly span: Span;
}

/** What uses an unsupported trait is unsupported too; each is told once, at the use. */
function spreadUnsupported(checked: readonly CheckedTrait[], reporter: Reporter): void {
  const users = new Map<string, TraitUse[]>();
  for (const user of checked) {
    for (const [id, span] of user.findings.traits) {
      const known = users.get(id);
      if (known === undefined) users.set(id, [{ user, span }]);
      else known.push({ user, span });
    }
  }
  const queue = checked.filter(({ trait }) => trait.unsupported !== undefined);
  for (const { trait } of queue) {
    for (const { user, span } of users.get(trait.id) ?? []) {
      if (user.trait.unsupported !== undefined) continue;
      const construct = `${trait.unsupported ?? ''} (in the trait \`${trait.id}\`)`;
      reporter.report(catalogue.meaning.unsupportedDeclaration, span, { construct });
      user.trait.unsupported = trait.unsupported;
      user.findings.faulty = true;
      queue.push(user);
    }
  }
}
