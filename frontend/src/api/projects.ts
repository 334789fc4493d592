import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/// Projects of an organisation; of the personal one where none is named.
export function projectsIn(orgId: string | undefined) {
  return queryOptions({
    queryKey: ["projects", orgId ?? "personal"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects", {
          params: { query: orgId === undefined ? {} : { org_id: orgId } },
          signal,
        }),
      ),
    staleTime: 15_000,
  });
}

/// Every list of projects, to be asked for again.
export const allProjects = { queryKey: ["projects"] };

export function projectQuery(id: string) {
  return queryOptions({
    queryKey: ["project", id],
    queryFn: ({ signal }) => answer(api.GET("/platform/projects/{id}", { params: { path: { id } }, signal })),
    staleTime: 15_000,
  });
}
