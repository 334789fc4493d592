import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

/// What a project's database consists of, read in one go.
export type Catalog = Schemas["Catalog"];
export type CatalogSchema = Schemas["CatalogSchema"];
export type RelationKind = CatalogTable["kind"];

export type CatalogTable = Schemas["CatalogTable"];
export type CatalogColumn = Schemas["CatalogColumn"];
export type CatalogConstraint = Schemas["CatalogConstraint"];
export type CatalogForeignKey = Schemas["CatalogForeignKey"];
export type CatalogIndex = Schemas["CatalogIndex"];
export type PolicyCommand = CatalogPolicy["command"];

export type CatalogPolicy = Schemas["CatalogPolicy"];
export type CatalogArgument = Schemas["CatalogArgument"];
export type CatalogFunction = Schemas["CatalogFunction"];
export type CatalogEnum = Schemas["CatalogEnum"];
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

/// The document leaves open what a value may be.
type WithCells<Answer extends { rows: unknown[][] }> = Omit<Answer, "rows"> & {
  readonly rows: readonly (readonly Cell[])[];
};

export type RowPage = WithCells<Schemas["TableRows"]>;

export type SqlResult = WithCells<Schemas["SqlResult"]>;

export type SqlNotice = Schemas["SqlNotice"];
export type SqlAnswer = Omit<Schemas["SqlAnswer"], "results"> & { readonly results: readonly SqlResult[] };

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

export type SqlRequest = Schemas["SqlRequest"];
export function runSql(projectId: string, run: SqlRequest, signal?: AbortSignal): Promise<SqlAnswer> {
  return request("post", "/sql", { projectId, body: run, ...(signal === undefined ? {} : { signal }) });
}

export function cancelSql(projectId: string, requestId: string): Promise<unknown> {
  return request("delete", "/sql/{requestId}", { projectId, path: { requestId } });
}

export type SavedQuery = Schemas["SavedQuery"];
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
