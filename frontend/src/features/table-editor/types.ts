import type { Catalog, CatalogColumn, CatalogTable } from "@/api/studio";
import { qualified } from "@/sql/sql";
import type { ColumnWish } from "./ddl";

const COMMON = [
  "text",
  "bigint",
  "integer",
  "smallint",
  "numeric",
  "numeric(12,2)",
  "double precision",
  "boolean",
  "uuid",
  "timestamptz",
  "timestamp",
  "date",
  "time",
  "interval",
  "jsonb",
  "json",
  "text[]",
  "integer[]",
  "uuid[]",
  "bytea",
  "inet",
  "varchar(255)",
];

/// The types to choose from: those everybody needs, and the project's own.
export function typeChoices(catalog: Catalog): string[] {
  return [...COMMON, ...catalog.enums.map((type) => qualified(type))];
}

/// An existing column in the words of the form.
export function wishOf(table: CatalogTable, column: CatalogColumn): ColumnWish {
  return {
    name: column.name,
    type: column.type,
    nullable: column.nullable,
    unique: table.constraints.some(
      ({ kind, columns }) => kind === "unique" && columns.length === 1 && columns[0] === column.name,
    ),
    primaryKey: table.primary_key.includes(column.name),
    identity: column.is_identity,
    default: column.is_identity ? "" : (column.default ?? ""),
    comment: column.comment ?? "",
  };
}
