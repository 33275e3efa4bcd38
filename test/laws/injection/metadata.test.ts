// Hostile text in what a segment says of itself, through a refresh: the catalogue holds it as it was written.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../../compiler/check/check-project.ts';
import { diagnoseProject } from '../../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../../dialects/duckdb/dialect.ts';
import { memoryTarget, openMemoryConnection } from '../../runtime/memory-connection.ts';
import { warehouseOver } from '../../../dialects/duckdb/warehouse.ts';
import { refresh } from '../../../runtime/refresh/refresh.ts';
import { escaped, payloads } from './payloads.ts';

/** The driver's decoder drops a byte order mark at the start of a value; the warehouse has it. */
function shown(text: string): string {
  return text.replace(/^\ufeff/, '');
}

/** One segment for each text: with everything that people may write. */
function segmentOf(text: string, index: number): string {
  const written = escaped(text);
  return `segment s${String(index)} of thing {
  title: ${written}
  description: ${written}
  owner: ${written}
  renamed_from: ${written}
  labels: [${written}]
  hidden_from: [${written}]
  default_for: [${written}]
  where { id = ${written} }
}
`;
}

describe('hostile titles, descriptions, owners, labels and roles', () => {
  it('stand in the catalogue as they were written', async () => {
    const object = 'object thing @table("src.things") { id: id @key }\n';
    const accepted = payloads.filter((payload, index) => {
      const text = object + segmentOf(payload, index);
      const { diagnostics } = diagnoseProject([{ path: 'a.seg', text }], duckdbDialect);
      return diagnostics.every(({ severity }) => severity !== 'error');
    });
    expect(accepted.length).toBeGreaterThan(90);
    const sources = [{ path: "it's; --.seg", text: object + accepted.map(segmentOf).join('\n') }];
    const { project } = checkProject(sources);
    const connection = await openMemoryConnection();
    try {
      const src = `"${connection.database}".src`;
      await connection.run(`CREATE SCHEMA ${src}`, 'preparing');
      await connection.run(`CREATE TABLE ${src}.things (id VARCHAR)`, 'preparing');
      for (const payload of accepted) {
        const literal = `'${payload.replaceAll("'", "''")}'`;
        await connection.run(`INSERT INTO ${src}.things VALUES (${literal})`, 'preparing');
      }
      const report = await refresh({
        project,
        sources,
        target: memoryTarget,
        dialect: duckdbDialect,
        openWarehouse: async () => ({
          ...(await warehouseOver(connection, memoryTarget, [])),
          close: () => Promise.resolve(),
        }),
        clock: { now: () => '2026-01-01T00:00:00.000Z' },
        now: '2026-01-01T00:00:00Z',
      });
      expect(report.segments.filter(({ status }) => status !== 'refreshed')).toEqual([]);
      const rows = await connection.rows(
        `SELECT segment, title, description, owner, labels, hidden_from, default_for, source_file FROM "${connection.database}".segments.segments`,
        'reading',
      );
      const found = new Map(rows.map(({ segment, ...row }) => [segment, row]));
      for (const [index, payload] of accepted.entries()) {
        const text = shown(payload);
        expect(found.get(`s${String(index)}`)).toEqual({
          title: text,
          description: text,
          owner: text,
          labels: [text],
          hidden_from: [text],
          default_for: [text],
          source_file: "it's; --.seg",
        });
      }
      const members = await connection.rows(
        `SELECT segment, object_key FROM "${connection.database}".segments.memberships`,
        'reading',
      );
      expect(new Map(members.map((row) => [row['segment'], row['object_key']]))).toEqual(
        new Map(accepted.map((text, index) => [`s${String(index)}`, shown(text)])),
      );
    } finally {
      await connection.close();
    }
  });
});
