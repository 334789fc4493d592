import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

export const PER_PAGE = 50;

/// Every list and detail of a project's users.
export function allUsersOf(projectId: string) {
  return { queryKey: ["project", projectId, "auth-users"] };
}

export function authUsersQuery(projectId: string, page: number, search: string) {
  return queryOptions({
    queryKey: [...allUsersOf(projectId).queryKey, "list", page, search],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/auth/users", {
          params: {
            path: { id: projectId },
            query: { page, per_page: PER_PAGE, ...(search === "" ? {} : { search }) },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function authUserQuery(projectId: string, userId: string) {
  return queryOptions({
    queryKey: [...allUsersOf(projectId).queryKey, "one", userId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/auth/users/{userId}", {
          params: { path: { id: projectId, userId } },
          signal,
        }),
      ),
  });
}
