import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

export function membersQuery(orgId: string) {
  return queryOptions({
    queryKey: ["organisation", orgId, "members"],
    queryFn: ({ signal }) =>
      answer(api.GET("/platform/orgs/{id}/members", { params: { path: { id: orgId } }, signal })),
  });
}

export function invitesQuery(orgId: string) {
  return queryOptions({
    queryKey: ["organisation", orgId, "invites"],
    queryFn: ({ signal }) =>
      answer(api.GET("/platform/orgs/{id}/invites", { params: { path: { id: orgId } }, signal })),
  });
}
