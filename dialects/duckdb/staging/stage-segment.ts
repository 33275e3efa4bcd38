// The members of one segment, computed by a query of its own.
import { must } from '../../../compiler/assert.ts';
import type {
  StagedMembership,
  StageRequest,
  WarehouseColumn,
} from '../../../runtime/warehouse.ts';
import { columnFamily } from '../engine/column-family.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { textOf } from '../engine/row-values.ts';
import { names } from '../engine/sql-text.ts';
import { keyFaults } from '../tables/key-faults.ts';
import { someMembers, stagingCatalog } from './staging-catalog.ts';

export async function stage(
  connection: Connection,
  request: StageRequest,
): Promise<StagedMembership> {
  const { segmentId, only } = request;
  const relation = [stagingCatalog, 'main', `members_${segmentId}`];
  const table = only === undefined ? `members_${segmentId}` : someMembers(segmentId);
  const staged = names(stagingCatalog, 'main', table);
  const size = await keepRows(connection, staged, `\n${request.query}`, 'computing a segment');
  const columns = await stagedColumns(connection, staged);
  const [key, ...publishColumns] = columns;
  const faults = await keyFaults(connection, staged, request.keyColumn, size);
  return {
    relation,
    size,
    keyType: must(key, 'the key of a segment').nativeType,
    publishColumns,
    keyFaults: faults,
  };
}

/** `relation` is SQL. */
async function stagedColumns(
  connection: Connection,
  relation: string,
): Promise<readonly WarehouseColumn[]> {
  const rows = await connection.rows(`DESCRIBE ${relation}`, 'computing a segment');
  return rows.map((row) => {
    const nativeType = textOf(row, 'column_type');
    return { name: textOf(row, 'column_name'), nativeType, family: columnFamily(nativeType) };
  });
}
