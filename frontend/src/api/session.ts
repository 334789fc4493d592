import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/// The signed-in account; fails with 401 when nobody is.
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => answer(api.GET("/platform/auth/me", { signal })),
  staleTime: 5 * 60_000,
});
