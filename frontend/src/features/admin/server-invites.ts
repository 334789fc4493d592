import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { PlatformInvite } from "@/api/types";

export const serverInvitesQuery = queryOptions({
  queryKey: ["admin", "invites"],
  queryFn: ({ signal }) => answer(api.GET("/platform/admin/invites", { signal })),
});

export function inviteState(
  { used_at, expires_at }: Pick<PlatformInvite, "used_at" | "expires_at">,
  now: number,
): "open" | "used" | "expired" {
  if (used_at !== null) return "used";
  return Date.parse(expires_at) > now ? "open" : "expired";
}
