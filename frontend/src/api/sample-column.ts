import type { CatalogColumn } from "./studio";

/// A column for tests: plain, but for what is said of it.
export function column(name: string, type: string, more: Partial<CatalogColumn> = {}): CatalogColumn {
  return {
    name,
    type,
    type_schema: "pg_catalog",
    nullable: false,
    default: null,
    is_identity: false,
    identity: null,
    is_generated: false,
    generated: null,
    comment: null,
    enum_values: null,
    position: 1,
    ...more,
  };
}
