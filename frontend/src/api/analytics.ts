import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/// Requests to a project, hour by hour.
export function requestsQuery(projectId: string, hours: number) {
  return queryOptions({
    queryKey: ["project", projectId, "requests", hours],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/analytics/requests", {
          params: { path: { id: projectId }, query: { hours } },
          signal,
        }),
      ),
    staleTime: 30_000,
  });
}
