import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { AuditFilters } from "@/components/audit-filters";
import { AuditList } from "@/components/audit-list";
import { ListSkeleton } from "@/components/list-skeleton";
import { beginOf, type LogSearch } from "@/components/log-search";
import { Pager } from "@/components/pager";
import { ErrorState } from "@/components/states";
import { Card } from "@/components/ui/card";

const projectActions: readonly string[] = [
  "create_project",
  "update_project_settings",
  "pause_project",
  "resume_project",
  "rotate_api_keys",
  "create_api_key",
  "revoke_api_key",
  "create_signing_key",
  "use_signing_key",
  "revoke_signing_key",
  "execute_sql",
  "insert_row",
  "update_row",
  "delete_row",
  "create_auth_user",
  "ban_auth_user",
  "unban_auth_user",
  "delete_auth_user",
  "update_auth_config",
  "export_database",
  "start_import",
  "cancel_import",
  "restore_backup",
  "empty_mailbox",
];

interface ChangesLogProps {
  projectId: string;
  search: LogSearch;
  onSearch: (search: LogSearch) => void;
}

export function ChangesLog({ projectId, search, onSearch }: ChangesLogProps) {
  const page = search.page ?? 1;
  const log = useQuery({
    queryKey: ["project", projectId, "logs", search],
    queryFn: ({ signal }) => {
      const from = beginOf(search.span, Date.now());
      return answer(
        api.GET("/platform/projects/{id}/logs", {
          params: {
            path: { id: projectId },
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
    <>
      <AuditFilters search={search} actions={projectActions} onChange={onSearch} />
      {log.isError ? (
        <ErrorState title="The log could not be loaded" error={log.error} onRetry={() => log.refetch()} />
      ) : (
        <Card aria-label="Changes">
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
    </>
  );
}
