import { useQueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/error";
import {
  type CatalogTable,
  type Cell,
  deleteRows,
  MOST_DELETED,
  ROWS_PER_PAGE,
  type RowKey,
  type RowPage,
  type RowView,
  rowPageQuery,
  rowsKey,
  updateRow,
} from "@/api/studio";
import { toast } from "@/components/ui/toast";
import { rowKey } from "./row-key";

/// Changes are shown at once; one that the server refuses goes back to what it was, and we say so.
export function useRowEdits(projectId: string, table: CatalogTable, view: RowView) {
  const queryClient = useQueryClient();
  const keyOf = (index: number) =>
    rowPageQuery(projectId, table, view, Math.floor(index / ROWS_PER_PAGE) + 1).queryKey;
  const put = (index: number, change: RowChange): void => {
    queryClient.setQueryData(
      keyOf(index),
      (page: RowPage | undefined) => page && changed(page, index, change),
    );
  };

  const edit = async (index: number, column: string, value: Cell): Promise<void> => {
    const page = queryClient.getQueryData<RowPage>(keyOf(index));
    const at = index % ROWS_PER_PAGE;
    const values = page?.rows[at];
    if (page === undefined || values === undefined) return;
    const key = rowKey(table, page.columns, values);
    if (key === null) return;
    const before = values[page.columns.indexOf(column)] ?? null;
    await queryClient.cancelQueries({ queryKey: keyOf(index) });
    put(index, { values: { [column]: value } });
    try {
      const { row, version } = await updateRow(
        projectId,
        table,
        { key, version: page.versions?.[at] },
        { [column]: value },
      );
      put(index, { values: row ?? {}, version });
    } catch (failure) {
      put(index, { values: { [column]: before } });
      toast(`“${column}” keeps its old value: ${reason(failure)}`, "danger");
      if (failure instanceof ApiError && (failure.status === 404 || failure.status === 409)) {
        void queryClient.invalidateQueries({ queryKey: rowsKey(projectId, table) });
      }
    }
  };

  const remove = async (keys: readonly RowKey[], onProgress: (done: number) => void): Promise<void> => {
    try {
      for (let from = 0; from < keys.length; from += MOST_DELETED) {
        const some = keys.slice(from, from + MOST_DELETED);
        await deleteRows(projectId, table, some);
        onProgress(from + some.length);
      }
    } finally {
      void queryClient.invalidateQueries({ queryKey: rowsKey(projectId, table) });
    }
  };

  return { edit, remove };
}

function reason(failure: unknown): string {
  if (failure instanceof ApiError && failure.code === "row_changed") {
    return "somebody else has changed this row in the meantime. It is loaded anew.";
  }
  return failure instanceof Error ? failure.message : String(failure);
}

export interface RowChange {
  values: Readonly<Record<string, Cell>>;
  version?: string | undefined;
}

/// The page with other values in one of its rows.
export function changed(page: RowPage, index: number, { values, version }: RowChange): RowPage {
  const at = index % ROWS_PER_PAGE;
  const before = page.rows[at];
  if (before === undefined) return page;
  const after = page.columns.map((name, column) => (name in values ? values[name] : before[column]) ?? null);
  return {
    ...page,
    rows: page.rows.with(at, after),
    ...(version === undefined || page.versions === undefined
      ? {}
      : { versions: page.versions.with(at, version) }),
  };
}
