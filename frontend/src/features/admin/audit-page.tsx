import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { AuditFilters } from "@/components/audit-filters";
import { AuditList } from "@/components/audit-list";
import { ListSkeleton } from "@/components/list-skeleton";
import { beginOf, type LogSearch } from "@/components/log-search";
import { Page } from "@/components/page";
import { Pager } from "@/components/pager";
import { ErrorState } from "@/components/states";
import { Card } from "@/components/ui/card";
import { serverActions } from "./server-actions";

interface AuditPageProps {
  search: LogSearch;
  onSearch: (search: LogSearch) => void;
}

export function AuditPage({ search, onSearch }: AuditPageProps) {
  const page = search.page ?? 1;
  const log = useQuery({
    queryKey: ["admin", "audit", search],
    queryFn: ({ signal }) => {
      const from = beginOf(search.span, Date.now());
      return answer(
        api.GET("/platform/admin/audit", {
          params: {
            query: {
              page,
              ...(search.action === undefined ? {} : { action: search.action }),
              ...(from === undefined ? {} : { from }),
            },
          },
          signal,
        }),
      );
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Audit log"
      description="Who did what on this server. Kept for 400 days unless set otherwise."
      width="wide"
    >
      <AuditFilters search={search} actions={serverActions} onChange={onSearch} />
      {log.isError ? (
        <ErrorState title="The log could not be loaded" error={log.error} onRetry={() => log.refetch()} />
      ) : (
        <Card aria-label="Audit log">
          {log.isPending && <ListSkeleton rows={8} />}
          {log.data !== undefined && (
            <>
              <AuditList
                entries={log.data.logs}
                filtered={search.action !== undefined || search.span !== undefined || page > 1}
              />
              <Pager
                page={page}
                hasMore={log.data.has_more}
                busy={log.isPlaceholderData}
                onPage={(next) => onSearch({ ...search, page: next })}
              />
            </>
          )}
        </Card>
      )}
    </Page>
  );
}
