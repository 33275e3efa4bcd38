// What a complete published state must satisfy, asked of the published relations alone.
import type { DuckDBConnection } from '@duckdb/node-api';

const checks: Readonly<Record<string, string>> = {
  'a member is not in the replayed changes, or the other way round': `
    WITH folded AS (
      SELECT segment, object_key, sum(CASE change WHEN 'entered' THEN 1 ELSE -1 END) AS n
      FROM segments.membership_changes GROUP BY ALL)
    SELECT count(*) FROM (SELECT segment, object_key FROM folded WHERE n <> 0) AS f
    FULL JOIN segments.memberships AS m ON m.segment = f.segment AND m.object_key = f.object_key
    WHERE f.segment IS NULL OR m.segment IS NULL`,
  'a change repeats the one before': `
    SELECT count(*) FROM (
      SELECT sum(CASE change WHEN 'entered' THEN 1 ELSE -1 END) AS n
      FROM segments.membership_changes GROUP BY segment, object_key)
    WHERE n NOT IN (0, 1)`,
  'a size differs from the members': `
    SELECT count(*) FROM segments.segments AS s
    LEFT JOIN (SELECT segment, count(*) AS n FROM segments.memberships GROUP BY segment) AS m USING (segment)
    WHERE s.size <> coalesce(m.n, 0)`,
  'a size differs from the history of sizes': `
    SELECT count(*) FROM segments.segments AS s
    JOIN (SELECT segment, arg_max(size, refresh_id) AS size FROM segments.segment_sizes GROUP BY segment) AS h USING (segment)
    WHERE s.size <> h.size`,
  'a refresh counts other changes than there are': `
    SELECT count(*) FROM segments.refreshes AS r
    LEFT JOIN (SELECT refresh_id, count(*) AS n FROM segments.membership_changes GROUP BY refresh_id) AS c USING (refresh_id)
    WHERE r.entered + r."left" <> coalesce(c.n, 0)`,
  'a row belongs to no refresh': `
    SELECT count(*) FROM (
      SELECT refresh_id FROM segments.memberships UNION ALL SELECT refresh_id FROM segments.membership_changes)
    WHERE refresh_id NOT IN (SELECT refresh_id FROM segments.refreshes)`,
};

/** The checks that found something, with how much. All in one snapshot. */
export async function faultsOf(connection: DuckDBConnection): Promise<readonly string[]> {
  const faults: string[] = [];
  await connection.run('BEGIN TRANSACTION');
  for (const [fault, sql] of Object.entries(checks)) {
    const reader = await connection.runAndReadAll(sql);
    const count = Number(reader.getRows()[0]?.[0]);
    if (count !== 0) faults.push(`${fault} (${count})`);
  }
  await connection.run('COMMIT');
  return faults;
}
