// Seeded chance inside DuckDB: every draw is a pure function of (seed, salt, row), so thread count and
// machine do not matter. Only + - * / and floor are applied to draws: those are exact everywhere.

/** A day in milliseconds; all times of the generator are epoch milliseconds until they are stored. */
export const DAY = 86_400_000;

/**
 * The macros that the other generator files use.
 *
 * - `u(salt, i)`          a number in [0, 1)
 * - `draw(n, salt, i)`    a whole number in 0 .. n-1
 * - `pick(list, salt, i)` an element of a list
 * - `utc(ms)`              epoch milliseconds to TIMESTAMP (UTC)
 * - `moment(lo, hi, salt, i)` an instant in [lo, hi), in milliseconds, mostly on working days by day, fewer in holiday months
 *
 * @param {number} seed
 * @returns {readonly string[]}
 */
export function randomMacros(seed) {
  return [
    `CREATE OR REPLACE TEMP MACRO u(salt, i) AS
       (md5_number_lower(concat('${seed}:', salt, ':', i)) >> 11)::DOUBLE / 9007199254740992.0`,
    `CREATE OR REPLACE TEMP MACRO draw(n, salt, i) AS floor(u(salt, i) * n)::BIGINT`,
    `CREATE OR REPLACE TEMP MACRO pick(list, salt, i) AS list[1 + draw(len(list), salt, i)]`,
    `CREATE OR REPLACE TEMP MACRO utc(ms) AS make_timestamp((ms)::BIGINT * 1000)`,
    `CREATE OR REPLACE TEMP MACRO within(lo, hi, x) AS lo + floor((hi - lo) * x)::BIGINT`,
    // Weekend and holiday-month draws are drawn again in a part of the cases.
    `CREATE OR REPLACE TEMP MACRO day_draw(lo, hi, salt, i) AS
       CASE WHEN u(salt || ':again', i) < CASE
              WHEN (within(lo, hi, u(salt, i)) // ${DAY} + 3) % 7 >= 5 THEN 0.45
              WHEN month(utc(within(lo, hi, u(salt, i)))) IN (1, 7, 8) THEN 0.25
              ELSE 0 END
            THEN within(lo, hi, u(salt || ':second', i))
            ELSE within(lo, hi, u(salt, i)) END`,
    `CREATE OR REPLACE TEMP MACRO clock(salt, i) AS
       pick([6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 16, 17, 18, 19, 20, 22], salt, i)
         * 3600000 + draw(3600000, salt || ':ms', i)`,
    `CREATE OR REPLACE TEMP MACRO inside(lo, hi, daytime, plain) AS
       CASE WHEN daytime >= lo AND daytime < hi THEN daytime ELSE plain END`,
    `CREATE OR REPLACE TEMP MACRO moment(lo, hi, salt, i) AS
       inside(lo, hi,
         day_draw(lo, hi, salt, i) // ${DAY} * ${DAY} + clock(salt || ':clock', i),
         within(lo, hi, u(salt, i)))`,
  ];
}

/**
 * @param {string} text
 * @returns {string} a SQL string literal
 */
export function quoted(text) {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * @param {readonly string[]} items
 * @returns {string} a SQL list literal of strings
 */
export function list(items) {
  return `[${items.map(quoted).join(', ')}]`;
}
