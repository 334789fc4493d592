import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: ({ signal }) => answer(api.GET("/platform/projects", { signal })),
  staleTime: 15_000,
});

export function projectQuery(id: string) {
  return queryOptions({
    queryKey: ["project", id],
    queryFn: ({ signal }) => answer(api.GET("/platform/projects/{id}", { params: { path: { id } }, signal })),
    staleTime: 15_000,
  });
}
