import type { BackupRun } from "@/api/types";

/// How long a backup took, or takes so far.
export function took(
  { started_at, completed_at }: Pick<BackupRun, "started_at" | "completed_at">,
  now: number,
): number {
  return Math.max(0, (completed_at === null ? now : Date.parse(completed_at)) - Date.parse(started_at));
}

/// How much of its database a run has read, for those who know how large the last one was.
export function runPercent(
  { done_bytes }: Pick<BackupRun, "done_bytes">,
  lastSize: number | null,
): number | null {
  if (lastSize === null || lastSize === 0) return null;
  return Math.min(99, (100 * done_bytes) / lastSize);
}

export const schedules = [
  { value: "hourly", text: "Hourly" },
  { value: "daily", text: "Daily" },
  { value: "weekly", text: "Weekly" },
] as const;
