import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/// What a project's database consists of, read in one go.
export interface Catalog {
  schemas: readonly CatalogSchema[];
  tables: readonly CatalogTable[];
  functions: readonly CatalogFunction[];
  enums: readonly CatalogEnum[];
  roles: readonly string[];
}

export interface CatalogSchema {
  name: string;
  /// One of ours, such as auth: to look at, not to change.
  managed: boolean;
  can_create: boolean;
  comment: string | null;
}

export type RelationKind = "table" | "partitioned_table" | "view" | "materialized_view" | "foreign_table";

export interface CatalogTable {
  schema: string;
  name: string;
  kind: RelationKind;
  comment: string | null;
  rls_enabled: boolean;
  rls_forced: boolean;
  row_estimate: number | null;
  total_bytes: number | null;
  columns: readonly CatalogColumn[];
  primary_key: readonly string[];
  constraints: readonly CatalogConstraint[];
  foreign_keys: readonly CatalogForeignKey[];
  indexes: readonly CatalogIndex[];
  policies: readonly CatalogPolicy[];
}

export interface CatalogColumn {
  name: string;
  type: string;
  nullable: boolean;
  default: string | null;
  is_identity: boolean;
  is_generated: boolean;
  comment: string | null;
  /// The labels, where the type is an enum (or an array of one).
  enum_values: readonly string[] | null;
}

export interface CatalogConstraint {
  name: string;
  kind: "primary_key" | "unique" | "check" | "exclusion";
  columns: readonly string[];
  definition: string;
}

export interface CatalogForeignKey {
  name: string;
  columns: readonly string[];
  target_schema: string;
  target_table: string;
  target_columns: readonly string[];
  on_update: string;
  on_delete: string;
}

export interface CatalogIndex {
  name: string;
  definition: string;
  is_unique: boolean;
  of_constraint: boolean;
}

export type PolicyCommand = "all" | "select" | "insert" | "update" | "delete";

export interface CatalogPolicy {
  name: string;
  command: PolicyCommand;
  permissive: boolean;
  roles: readonly string[];
  using: string | null;
  check: string | null;
}

export interface CatalogArgument {
  name: string;
  type: string;
  mode: "in" | "out" | "inout" | "variadic" | "table";
  has_default: boolean;
}

export interface CatalogFunction {
  schema: string;
  name: string;
  kind: "function" | "procedure" | "aggregate" | "window";
  arguments: readonly CatalogArgument[];
  return_type: string | null;
  returns_set: boolean;
  volatility: "immutable" | "stable" | "volatile";
  comment: string | null;
}

export interface CatalogEnum {
  schema: string;
  name: string;
  values: readonly string[];
}

/// Whether rows are kept in it, rather than made by a query.
export function holdsRows({ kind }: { kind: RelationKind }): boolean {
  return kind === "table" || kind === "partitioned_table";
}

export function kindText(kind: RelationKind): string {
  return kind.replace("_", " ");
}

/// A value as the API carries it: whole numbers beyond 2^53 and decimals come as texts, json as itself.
export type Cell =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | { readonly [key: string]: unknown };

export interface RowPage {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  total: number;
  total_is_estimate?: boolean;
  page: number;
  per_page: number;
  /// The columns that tell a row from all others; none where rows can't be edited.
  key?: readonly string[];
  /// One a row: it changes whenever the row does.
  versions?: readonly string[];
}

export interface SqlResult {
  command: string;
  columns: readonly string[];
  column_types: readonly string[];
  rows: readonly (readonly Cell[])[];
  row_count: number;
  /// How many rows it touched.
  affected: number;
  truncated: boolean;
  execution_time_ms: number;
}

export interface SqlNotice {
  severity: string;
  message: string;
  detail?: string | null;
  hint?: string | null;
}

export interface SqlAnswer {
  results: readonly SqlResult[];
  notices: readonly SqlNotice[];
  execution_time_ms: number;
  rolled_back: boolean;
  /// `explain` in JSON, where a plan was asked for.
  plan: unknown;
}

export interface TableName {
  schema: string;
  name: string;
}

export function catalogQuery(projectId: string) {
  return queryOptions({
    queryKey: ["catalog", projectId],
    queryFn: ({ signal }) => request<Catalog>("get", "/catalog", { projectId, signal }),
    staleTime: 30_000,
  });
}

/// Rows come in pages of this size; the grid asks for those it shows.
export const ROWS_PER_PAGE = 100;

export interface RowView {
  /// As the REST API writes them: `total.gte.100`.
  filters: readonly string[];
  /// As the REST API writes it: `placed_at.desc,id.asc`.
  order: string;
}

/// All that is known of a table's rows.
export function rowsKey(projectId: string, { schema, name }: TableName) {
  return ["rows", projectId, schema, name] as const;
}

export function rowPageQuery(projectId: string, table: TableName, view: RowView, page: number) {
  return queryOptions({
    queryKey: [...rowsKey(projectId, table), view.filters, view.order, page],
    queryFn: ({ signal }) =>
      request<RowPage>("get", "/tables/{table}/rows", {
        projectId,
        path: { table: table.name },
        query: {
          schema: table.schema,
          page,
          per_page: ROWS_PER_PAGE,
          ...(view.order === "" ? {} : { order: view.order }),
          ...(view.filters.length === 0 ? {} : { filter: view.filters }),
        },
        signal,
      }),
    staleTime: 15_000,
  });
}

export type RowValues = Readonly<Record<string, Cell>>;

/// What tells a row from all others: the columns of a unique key, with their values.
export type RowKey = Readonly<Record<string, Cell>>;

export function insertRow(projectId: string, table: TableName, values: RowValues): Promise<RowValues> {
  return request("post", "/tables/{table}/rows", {
    projectId,
    path: { table: table.name },
    query: { schema: table.schema },
    body: values,
  });
}

export function updateRow(
  projectId: string,
  table: TableName,
  row: { key: RowKey; version: string | undefined },
  values: RowValues,
): Promise<{ row?: RowValues; version?: string }> {
  return request("patch", "/tables/{table}/rows", {
    projectId,
    path: { table: table.name },
    query: {
      schema: table.schema,
      pk_column: Object.keys(row.key),
      pk_value: Object.values(row.key).map(String),
      ...(row.version === undefined ? {} : { version: row.version }),
    },
    body: values,
  });
}

/// The server takes as many at once.
export const MOST_DELETED = 1000;

/// All of them or none.
export function deleteRows(projectId: string, table: TableName, keys: readonly RowKey[]): Promise<unknown> {
  return request("post", "/tables/{table}/rows/delete", {
    projectId,
    path: { table: table.name },
    query: { schema: table.schema },
    body: { keys },
  });
}

/// Where the browser finds all rows of a view as CSV.
export function csvAddress(projectId: string, table: TableName, view: RowView): string {
  const query = new URLSearchParams({ schema: table.schema });
  if (view.order !== "") query.set("order", view.order);
  for (const filter of view.filters) query.append("filter", filter);
  return `/platform/projects/${projectId}/tables/${encodeURIComponent(table.name)}/csv?${query}`;
}

/// Inserts the rows of a CSV whose first line names the columns: all of them or none.
export function importCsv(projectId: string, table: TableName, csv: string): Promise<{ inserted: number }> {
  return request("post", "/tables/{table}/csv", {
    projectId,
    path: { table: table.name },
    query: { schema: table.schema },
    csv,
  });
}

export interface SqlRequest {
  query: string;
  read_only?: boolean;
  max_rows?: number;
  /// Chosen by us, so that the run can be cancelled.
  request_id?: string;
  /// The plan instead of the rows; `analyze` runs it, and undoes it.
  explain?: "plan" | "analyze";
  /// Runs it as the API would for this caller, and undoes it.
  as?: { role?: string; user_id?: string };
}

export function runSql(projectId: string, run: SqlRequest, signal?: AbortSignal): Promise<SqlAnswer> {
  return request("post", "/sql", { projectId, body: run, ...(signal === undefined ? {} : { signal }) });
}

export function cancelSql(projectId: string, requestId: string): Promise<unknown> {
  return request("delete", "/sql/{requestId}", { projectId, path: { requestId } });
}

export interface SavedQuery {
  /// Whether it is the caller’s own.
  mine?: boolean;
  shared?: boolean;
  id: string;
  name: string;
  query: string;
  updated_at: string;
}

export function savedQueriesQuery(projectId: string) {
  return queryOptions({
    queryKey: ["saved-queries", projectId],
    queryFn: ({ signal }) => request<readonly SavedQuery[]>("get", "/queries", { projectId, signal }),
    staleTime: 30_000,
  });
}

export function saveQuery(
  projectId: string,
  saved: { id?: string; name: string; query: string },
): Promise<SavedQuery> {
  const { id, ...body } = saved;
  return id === undefined
    ? request("post", "/queries", { projectId, body })
    : request("patch", "/queries/{queryId}", { projectId, path: { queryId: id }, body });
}

export function forgetQuery(projectId: string, queryId: string): Promise<unknown> {
  return request("delete", "/queries/{queryId}", { projectId, path: { queryId } });
}

interface RequestOptions {
  projectId: string;
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  csv?: string;
  signal?: AbortSignal;
}

/// One call of a project's studio routes.
async function request<Answer>(method: string, path: string, options: RequestOptions): Promise<Answer> {
  const untyped = api as unknown as {
    request: (method: string, path: string, init: unknown) => Promise<{ data?: Answer; response: Response }>;
  };
  return answer(
    untyped.request(method, `/platform/projects/{id}${path}`, {
      params: { path: { id: options.projectId, ...options.path }, query: options.query ?? {} },
      ...(options.body === undefined ? {} : { body: options.body }),
      ...(options.csv === undefined
        ? {}
        : { body: options.csv, bodySerializer: asIs, headers: { "Content-Type": "text/csv" } }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    }),
  );
}

function asIs(text: string): string {
  return text;
}
