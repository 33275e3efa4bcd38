// Test support: the tables of a real-data project in memory: those of prepare.sql, and the mounted files as tables.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceFile } from '../../compiler/source.ts';
import { prepareDatabase } from '../real-data/prepared-warehouse.ts';
import { readMounts } from '../real-data/project-config.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { identifier } from './change-world.ts';

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The caller closes it. */
export async function openRealWarehouse(projectDir: string): Promise<MemoryWarehouse> {
  const folder = mkdtempSync(join(tmpdir(), 'segform-laws-'));
  const file = join(folder, 'prepared.duckdb');
  try {
    await prepareDatabase(projectDir, file);
    const warehouse = await MemoryWarehouse.open(`ATTACH ${textLiteral(file)} AS prepared`);
    await warehouse.run('COPY FROM DATABASE prepared TO memory');
    await warehouse.run('DETACH prepared');
    for (const [table, path] of readMounts(projectDir)) {
      const parts = table.split('.').map(identifier);
      await warehouse.run(`CREATE SCHEMA IF NOT EXISTS ${parts[0] ?? ''}`);
      await warehouse.run(
        `CREATE TABLE ${parts.join('.')} AS SELECT * FROM read_csv(${textLiteral(path)})`,
      );
    }
    return warehouse;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The `.seg` files of a project; paths are relative to it. */
export function readSources(projectDir: string): readonly SourceFile[] {
  return readdirSync(projectDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.seg'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(projectDir, path), 'utf8') }));
}
