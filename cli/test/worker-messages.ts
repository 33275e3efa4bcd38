// What the command and the threads that run tests say to each other. Everything is JSON-safe.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import type { TestOutcome } from '../../runtime/test/test-outcome.ts';

export interface WorkerSettings {
  readonly project: CheckedProject;
  readonly coverage: boolean;
}

export type WorkerMessage =
  /** The first message; it has no answer. */
  | { readonly kind: 'start'; readonly settings: WorkerSettings }
  | { readonly kind: 'batch'; readonly batch: readonly CheckedTest[]; readonly bail: boolean };

export type WorkerAnswer =
  | { readonly kind: 'outcomes'; readonly outcomes: readonly TestOutcome[] }
  /** This program is wrong. */
  | { readonly kind: 'fault'; readonly message: string; readonly stack: string | undefined }
  /** The world is wrong: the database of tests does not start. */
  | {
      readonly kind: 'world';
      readonly code: string;
      readonly slug: string;
      readonly message: string;
    };
