// A fault of this program is told as one, with a request to report it, and never as a fault of the project.
import { expect, it } from 'vitest';
import { plain } from '../../cli/output/colours.ts';
import { renderError, renderFailure } from '../../cli/render-error.ts';
import { InternalError } from '../../compiler/assert.ts';

it.each([
  ['an invariant that does not hold', new InternalError('missing: feature f1')],
  ['an error nobody expected', new TypeError('missing: feature f1')],
])('%s', (_, fault) => {
  const { failure, exitCode } = renderError(fault, false);
  expect(exitCode).toBe(1);
  expect(failure).toMatchObject({ code: 'SEG9000', why: [], where: undefined });
  const shown = renderFailure(failure, plain);
  expect(shown).toContain('missing: feature f1');
  expect(shown).toMatch(/report/i);
  expect(shown).not.toContain('render-error.test.ts');
});

it('shows the stack on request', () => {
  const { failure } = renderError(new InternalError('x'), true);
  expect(failure.why.join('\n')).toContain('render-error.test.ts');
});
