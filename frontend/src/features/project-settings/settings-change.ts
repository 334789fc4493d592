import type { Project, ProjectSettingsChange } from "@/api/types";

type Settings = Pick<Project["settings"], "enable_signup" | "autoconfirm" | "password_min_length">;

const MIN = 6;
const MAX = 72;

export function passwordLengthFault(text: string): string | undefined {
  const length = Number(text);
  if (text.trim() === "" || !Number.isInteger(length) || length < MIN || length > MAX) {
    return `Choose a number from ${MIN} to ${MAX}.`;
  }
  return undefined;
}

/// Only what differs: two people who change different settings at the same time keep both changes.
export function settingsChange(before: Settings, after: Settings): ProjectSettingsChange {
  const change: ProjectSettingsChange = {};
  if (after.enable_signup !== before.enable_signup) change.enable_signup = after.enable_signup;
  if (after.autoconfirm !== before.autoconfirm) change.autoconfirm = after.autoconfirm;
  if (after.password_min_length !== before.password_min_length) {
    change.password_min_length = after.password_min_length;
  }
  return change;
}
