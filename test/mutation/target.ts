// Mutation testing: what is mutated, bundled by itself so that it can be evaluated again for each mutant.
export { planRefresh } from '../../compiler/plan/plan-refresh.ts';
export { verifyPlan } from '../../compiler/plan/verify.ts';
export { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
export { printKeyQuery } from '../../compiler/sql/print-key-query.ts';
export { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
export { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
