// What a session of DuckDB is told before anything else, so that the printed queries mean what they say.

/**
 * Times are UTC whatever the machine's zone is. `common_subplan` (DuckDB 1.5.6) joins parts of a query that look alike and, beside
 * windows over windows, then keeps rows whose condition is NULL: the program in test/regressions/parts-of-a-query-that-look-alike
 * has members that it should not have.
 */
export const sessionSettings: readonly string[] = [
  "SET TimeZone = 'UTC'",
  "SET disabled_optimizers = 'common_subplan'",
];
