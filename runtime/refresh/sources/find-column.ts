// Names of models against names of warehouses: the exact one first, else the only one that differs in case alone.
import type { WarehouseColumn, WarehouseTable } from '../../warehouse.ts';

export function findColumn(table: WarehouseTable, column: string): WarehouseColumn | undefined {
  const exact = table.columns.find((one) => one.name === column);
  if (exact !== undefined) return exact;
  const lowered = column.toLowerCase();
  const alike = table.columns.filter((one) => one.name.toLowerCase() === lowered);
  return alike.length === 1 ? alike[0] : undefined;
}
