export interface ExportWish {
  format: "custom" | "sql" | "plain";
  content: "all" | "schema" | "data";
  excludeAuth: boolean;
  inserts: boolean;
  compress: boolean;
  tables: string;
}

/// The address that answers with the dump.
export function exportAddress(projectId: string, wish: ExportWish): string {
  const query = new URLSearchParams({ format: wish.format });
  if (wish.content === "schema") query.set("schema_only", "true");
  if (wish.content === "data") query.set("data_only", "true");
  if (wish.excludeAuth) query.set("exclude_auth", "true");
  if (wish.inserts && wish.format !== "custom") query.set("inserts", "true");
  if (wish.compress && wish.format !== "custom") query.set("compress", "6");
  const tables = tableList(wish.tables);
  if (tables.length > 0) query.set("tables", tables.join(","));
  return `/platform/projects/${projectId}/export?${query}`;
}

/// Names between commas or blanks.
export function tableList(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

export function tablesFault(text: string): string | undefined {
  const bad = tableList(text).find((name) => !/^[A-Za-z_][A-Za-z0-9_.]{0,126}$/.test(name));
  return bad === undefined ? undefined : `“${bad}” is no name of a table.`;
}
