import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ApiError } from "@/api/error";
import type { BackupSettings } from "@/api/types";

/// Null where backups are not set up.
export function backupSettingsQuery(orgId: string) {
  return queryOptions({
    queryKey: ["organisation", orgId, "backup-settings"],
    queryFn: async ({ signal }): Promise<BackupSettings | null> => {
      try {
        return await answer(
          api.GET("/platform/backups/settings", { params: { query: { org_id: orgId } }, signal }),
        );
      } catch (failure) {
        if (failure instanceof ApiError && failure.status === 404) return null;
        throw failure;
      }
    },
    staleTime: 15_000,
  });
}

/// The newest backups of an organisation, or of one of its projects; looked after while one runs.
export function backupHistoryQuery(orgId: string, projectId: string | undefined) {
  return queryOptions({
    queryKey: ["organisation", orgId, "backup-history", projectId ?? "all"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/backups/history", {
          params: { query: { org_id: orgId, ...(projectId === undefined ? {} : { project_id: projectId }) } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === "running") ? 1_500 : 30_000),
  });
}

export function allBackupsOf(orgId: string) {
  return { queryKey: ["organisation", orgId, "backup-history"] };
}
