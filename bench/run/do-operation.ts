// Does one operation in this process.
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import { groupEventsSql, readEventsSql } from '../data/event-tables.ts';
import { advanceStatements, generationStatements } from '../data/statements.ts';
import { databaseName, internalSchema, publishedSchema } from '../project/write-project.ts';
import { handSchema } from '../segments/text.ts';
import { compareMembers } from './compare-members.ts';
import { withDatabase, withPlace } from './open-place.ts';
import type { Answer, Operation, Place } from './operation.ts';
import { refreshProject } from './refresh-project.ts';
import { timeEdits } from './time-edits.ts';

const nothing: Answer = { compileMs: 0, different: [], members: 0, laps: [] };

const ownSchemas: readonly string[] = [publishedSchema, internalSchema];

export async function doOperation(operation: Operation): Promise<Answer> {
  switch (operation.kind) {
    case 'generate':
      return await generate(operation);
    case 'advance': {
      const { place, sizes, meanwhile } = operation;
      return await runIn(place, advanceStatements(sizes, meanwhile, databaseName));
    }
    case 'forget':
      return await runIn(
        operation.place,
        ownSchemas.map((schema) => `DROP SCHEMA IF EXISTS ${schema} CASCADE`),
      );
    case 'refresh': {
      const { place, now, segments, full } = operation;
      const compileMs = await refreshProject(place.project, now, { segments, full });
      return { ...nothing, compileMs };
    }
    case 'by hand':
      return await runIn(operation.place, [
        `CREATE SCHEMA IF NOT EXISTS ${handSchema}`,
        ...operation.statements.map(({ sql }) => sql),
      ]);
    case 'read events':
      return await runIn(operation.place, [readEventsSql(operation.sizes)]);
    case 'group events':
      return await runIn(operation.place, [groupEventsSql(operation.sizes)]);
    case 'compare':
      return await withPlace(operation.place, async (connection) => {
        await connection.run(`USE ${databaseName}`, 'comparing');
        return { ...nothing, ...(await compareMembers(connection, operation.segments)) };
      });
    case 'edit':
      return { ...nothing, laps: timeEdits(operation.project) };
  }
}

async function generate(operation: Extract<Operation, { kind: 'generate' }>): Promise<Answer> {
  const free = { threads: undefined, memoryLimit: undefined };
  await withDatabase(operation.database, free, undefined, async (connection) => {
    await runAll(connection, generationStatements(operation.sizes, connection.database));
  });
  return nothing;
}

/** Names of tables stand for those of the place's database. */
async function runIn(place: Place, statements: readonly string[]): Promise<Answer> {
  await withPlace(place, async (connection) => {
    await runAll(connection, [`USE ${databaseName}`, ...statements]);
  });
  return nothing;
}

async function runAll(connection: Connection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    await connection.run(statement, `running ${statement.slice(0, 80)}`);
  }
}
