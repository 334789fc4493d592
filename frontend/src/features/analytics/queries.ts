import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

export function overviewQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "analytics"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/analytics/overview", {
          params: { path: { id: projectId } },
          signal,
        }),
      ),
    staleTime: 30_000,
  });
}

export function slowQueriesQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "analytics", "queries"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/analytics/queries", { params: { path: { id: projectId } }, signal }),
      ),
    staleTime: 30_000,
  });
}
