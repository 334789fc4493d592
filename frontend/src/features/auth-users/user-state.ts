import type { AuthUser } from "@/api/types";
import type { BadgeTone } from "@/components/ui/badge";

/// What a user is called in lists.
export function userName({
  email,
  phone,
  is_anonymous,
  id,
}: Pick<AuthUser, "email" | "phone" | "is_anonymous" | "id">): string {
  if (email !== null && email !== "") return email;
  if (phone !== null && phone !== "") return `+${phone.replace(/^\+/, "")}`;
  return is_anonymous ? "Anonymous" : id;
}

type Stateful = Pick<AuthUser, "banned_until" | "email_confirmed_at" | "phone_confirmed_at" | "is_anonymous">;

export function isBanned({ banned_until }: Pick<AuthUser, "banned_until">, now: number): boolean {
  return banned_until !== null && Date.parse(banned_until) > now;
}

/// Where a user stands, in a word.
export function userState(user: Stateful, now: number): { text: string; tone: BadgeTone } {
  if (isBanned(user, now)) return { text: "banned", tone: "danger" };
  if (user.is_anonymous) return { text: "anonymous", tone: "neutral" };
  if (user.email_confirmed_at === null && user.phone_confirmed_at === null) {
    return { text: "unconfirmed", tone: "warning" };
  }
  return { text: "confirmed", tone: "success" };
}

/// How long a ban may last; the server reads hours.
export const banDurations = [
  { value: "24h", text: "One day" },
  { value: "168h", text: "One week" },
  { value: "720h", text: "30 days" },
  { value: "", text: "Until lifted" },
] as const;
