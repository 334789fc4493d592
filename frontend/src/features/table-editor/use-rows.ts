import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import {
  type Cell,
  ROWS_PER_PAGE,
  type RowPage,
  type RowView,
  rowPageQuery,
  type TableName,
} from "@/api/studio";

/// The rows of a table, loaded page by page as they come into sight.
export function useRows(projectId: string, table: TableName, view: RowView) {
  const queryClient = useQueryClient();
  const firstPage = useQuery({
    ...rowPageQuery(projectId, table, view, 1),
    placeholderData: keepPreviousData,
  });
  const [shown, setShown] = useState<readonly [number, number]>([1, 1]);

  const pages = useMemo(() => pagesBetween(shown[0], shown[1]), [shown]);
  const loaded = useQueries({ queries: pages.map((page) => rowPageQuery(projectId, table, view, page)) });
  const failure = loaded.find(({ error }) => error !== null)?.error ?? null;

  const known = new Map<number, RowPage | undefined>();
  const pageOf = (page: number): RowPage | undefined => {
    if (!known.has(page)) {
      known.set(page, queryClient.getQueryData(rowPageQuery(projectId, table, view, page).queryKey));
    }
    return known.get(page);
  };

  const row = (index: number): readonly Cell[] | undefined =>
    pageOf(Math.floor(index / ROWS_PER_PAGE) + 1)?.rows[index % ROWS_PER_PAGE];

  const onShown = useCallback((first: number, last: number) => {
    const next = [Math.floor(first / ROWS_PER_PAGE) + 1, Math.floor(last / ROWS_PER_PAGE) + 1] as const;
    setShown((before) => (before[0] === next[0] && before[1] === next[1] ? before : next));
  }, []);

  return {
    first: firstPage,
    total: firstPage.data?.total ?? 0,
    estimated: firstPage.data?.total_is_estimate ?? false,
    rowCount: rowCount(
      firstPage.data,
      loaded.flatMap(({ data }) => (data === undefined ? [] : [data])),
    ),
    busy: firstPage.isFetching || loaded.some(({ isFetching }) => isFetching),
    failure,
    row,
    onShown,
  };
}

/// An estimate of the total may be wrong: a page that isn't full is the last one, and after a full one another may come.
export function rowCount(first: RowPage | undefined, pages: readonly RowPage[]): number {
  if (first === undefined) return 0;
  let count = first.total;
  for (const { page, rows, per_page, total_is_estimate } of pages) {
    const end = (page - 1) * per_page + rows.length;
    if (rows.length > 0 && rows.length < per_page) return end;
    if (total_is_estimate && rows.length === per_page && end >= count) count = end + per_page;
  }
  return count;
}

function pagesBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.min(last - first + 1, 6) }, (_, at) => first + at);
}
