import { type CatalogTable, type Cell, holdsRows, kindText, type RowKey } from "@/api/studio";

/// The columns that tell a row from all others: the primary key, or else a unique constraint over columns without NULL.
export function keyColumns({ primary_key, constraints, columns }: CatalogTable): readonly string[] {
  if (primary_key.length > 0) return primary_key;
  const never = new Set(columns.filter(({ nullable }) => !nullable).map(({ name }) => name));
  const unique = constraints.find(
    (constraint) => constraint.kind === "unique" && constraint.columns.every((column) => never.has(column)),
  );
  return unique?.columns ?? [];
}

export function rowKey(
  table: CatalogTable,
  columns: readonly string[],
  values: readonly Cell[],
): RowKey | null {
  const key = keyColumns(table);
  if (key.length === 0) return null;
  return Object.fromEntries(key.map((name) => [name, values[columns.indexOf(name)] ?? null]));
}

/// Why rows of this relation can't be changed here, if so.
export function readOnlyReason(table: CatalogTable, may: boolean): string | null {
  if (!may) return "Viewers of the organisation look, but don’t change.";
  if (!holdsRows(table)) return `A ${kindText(table.kind)} is read only here.`;
  if (keyColumns(table).length === 0)
    return "Without a primary key a row can’t be told from the others: add one to edit.";
  return null;
}
