// Whether each key of a relation is there, and there once: the quick way for whole numbers says the same as grouping does.
import { expect, it } from 'vitest';
import { keyFaults } from '../../dialects/duckdb/tables/key-faults.ts';
import { openMemoryConnection } from './memory-connection.ts';

const sound = { missing: 0, repeated: 0, examples: [] };

it.each([
  ['no keys at all', 'SELECT CAST(1 AS BIGINT) AS id WHERE FALSE', sound],
  ['only missing ones', 'SELECT CAST(NULL AS BIGINT) AS id FROM range(3)', { missing: 3 }],
  ['one', 'SELECT CAST(-128 AS TINYINT) AS id', sound],
  ['each once', 'SELECT range AS id FROM range(-5000, 5000)', sound],
  [
    'one twice, one three times',
    'SELECT range AS id FROM range(100) UNION ALL SELECT 7 UNION ALL FROM (VALUES (9), (9)) AS v(id)',
    { repeated: 2, examples: ['7', '9'] },
  ],
  ['one missing', 'SELECT nullif(range, 4) AS id FROM range(9)', { missing: 1 }],
  [
    'far apart',
    'SELECT * FROM (VALUES (-9223372036854775808), (9223372036854775807)) AS v(id)',
    sound,
  ],
  [
    'far apart, one twice',
    'SELECT * FROM (VALUES (-9223372036854775807), (9223372036854775807), (9223372036854775807)) AS v(id)',
    { repeated: 1, examples: ['9223372036854775807'] },
  ],
  [
    'the least there are',
    "SELECT CAST('-9223372036854775808' AS BIGINT) + range AS id FROM range(9)",
    sound,
  ],
  [
    'beyond signed numbers',
    "SELECT CAST('18446744073709551615' AS UBIGINT) - CAST(range AS UBIGINT) AS id FROM range(9)",
    sound,
  ],
  [
    'beyond signed numbers, one twice',
    "SELECT unnest([CAST('18446744073709551615' AS UBIGINT), CAST('18446744073709551615' AS UBIGINT), CAST('18446744073709551614' AS UBIGINT)]) AS id",
    { repeated: 1, examples: ['18446744073709551615'] },
  ],
  ['numbers of another type', 'SELECT CAST(range AS HUGEINT) AS id FROM range(9)', sound],
  [
    'text',
    "SELECT unnest(['a', 'A', 'b', 'b', NULL]) AS id",
    { missing: 1, repeated: 1, examples: ['b'] },
  ],
])('%s', async (_what, query, expected) => {
  const connection = await openMemoryConnection();
  try {
    expect(await keyFaults(connection, `(${query})`, 'id')).toEqual({ ...sound, ...expected });
  } finally {
    await connection.close();
  }
});
