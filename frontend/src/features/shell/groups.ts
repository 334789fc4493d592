import type { Context } from "./context";
import { adminGroup, type Group, organisationGroups, ownGroup, projectGroups } from "./destinations";

/// What the sidebar shows at a place.
export function groupsOf({ area, projectId, organisation }: Context): readonly Group[] {
  if (area === "administration") return [adminGroup];
  if (projectId !== undefined) return projectGroups(projectId);
  return [...(organisation === undefined ? [] : organisationGroups(organisation.id)), ownGroup];
}
