import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

export function apiKeysQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "api-keys"],
    queryFn: ({ signal }) =>
      answer(api.GET("/platform/projects/{id}/api-keys", { params: { path: { id: projectId } }, signal })),
  });
}
