import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => answer(api.GET("/platform/auth/sessions", { signal })),
});
