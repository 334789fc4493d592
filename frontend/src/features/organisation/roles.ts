import type { GrantableRole, OrgRole } from "@/api/types";

const ORDER: readonly OrgRole[] = ["viewer", "developer", "admin", "owner"];

export const roleNotes: Record<OrgRole, string> = {
  viewer: "Sees projects, data and logs; changes nothing.",
  developer: "Creates projects, changes data and tables, runs SQL.",
  admin: "Manages settings, keys, backups and members; deletes projects.",
  owner: "May do everything, also delete the organisation or hand it on.",
};

/// The roles somebody may give away or take: those below their own.
export function rolesBelow(role: OrgRole): GrantableRole[] {
  return ORDER.slice(0, ORDER.indexOf(role)).filter((one) => one !== "owner");
}

/// One acts on members of lower rank only, and never on oneself.
export function mayActOn(mine: OrgRole, other: OrgRole): boolean {
  return ORDER.indexOf(mine) >= ORDER.indexOf("admin") && ORDER.indexOf(other) < ORDER.indexOf(mine);
}
