import { useQueryClient } from "@tanstack/react-query";
import {
  type CatalogTable,
  type Cell,
  deleteRow,
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
  const put = (
    index: number,
    change: (values: readonly Cell[], columns: readonly string[]) => readonly Cell[],
  ): void => {
    queryClient.setQueryData(
      keyOf(index),
      (page: RowPage | undefined) => page && changed(page, index, change),
    );
  };

  const edit = async (index: number, column: string, value: Cell): Promise<void> => {
    const page = queryClient.getQueryData<RowPage>(keyOf(index));
    const values = page?.rows[index % ROWS_PER_PAGE];
    if (page === undefined || values === undefined) return;
    const key = rowKey(table, page.columns, values);
    if (key === null) return;
    const before = values[page.columns.indexOf(column)] ?? null;
    await queryClient.cancelQueries({ queryKey: keyOf(index) });
    put(index, (row, columns) => row.map((one, at) => (columns[at] === column ? value : one)));
    try {
      const { row } = await updateRow(projectId, table, key, { [column]: value });
      if (row !== undefined)
        put(index, (old, columns) => columns.map((name, at) => row[name] ?? old[at] ?? null));
      else void queryClient.invalidateQueries({ queryKey: keyOf(index) });
    } catch (failure) {
      put(index, (row, columns) =>
        row.map((one, at) => (columns[at] === column && one === value ? before : one)),
      );
      const reason = failure instanceof Error ? failure.message : String(failure);
      toast(`“${column}” keeps its old value: ${reason}`, "danger");
    }
  };

  const remove = async (keys: readonly RowKey[], onProgress: (done: number) => void): Promise<void> => {
    try {
      for (const [at, key] of keys.entries()) {
        await deleteRow(projectId, table, key);
        onProgress(at + 1);
      }
    } finally {
      void queryClient.invalidateQueries({ queryKey: rowsKey(projectId, table) });
    }
  };

  return { edit, remove };
}

export function changed(
  page: RowPage,
  index: number,
  change: (values: readonly Cell[], columns: readonly string[]) => readonly Cell[],
): RowPage {
  const at = index % ROWS_PER_PAGE;
  return {
    ...page,
    rows: page.rows.map((values, row) => (row === at ? change(values, page.columns) : values)),
  };
}
