import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

/// Looked after again and again while the page is open: who waits for a mail need not reload.
export function mailboxQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "mailbox"],
    queryFn: ({ signal }) =>
      answer(api.GET("/platform/projects/{id}/mailbox", { params: { path: { id: projectId } }, signal })),
    refetchInterval: 5_000,
  });
}

export function mailQuery(projectId: string, mailId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "mailbox", mailId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/mailbox/{mailId}", {
          params: { path: { id: projectId, mailId } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
