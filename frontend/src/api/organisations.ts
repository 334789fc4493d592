import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { Organisation, OrgRole } from "./types";

export const organisationsQuery = queryOptions({
  queryKey: ["organisations"],
  queryFn: ({ signal }) => answer(api.GET("/platform/orgs", { signal })),
  staleTime: 60_000,
});

export function organisationQuery(id: string) {
  return queryOptions({
    queryKey: ["organisation", id],
    queryFn: ({ signal }) => answer(api.GET("/platform/orgs/{id}", { params: { path: { id } }, signal })),
    staleTime: 15_000,
  });
}

const RANKS: readonly OrgRole[] = ["viewer", "developer", "admin", "owner"];

export function isAtLeast(role: OrgRole | undefined, wanted: OrgRole): boolean {
  return role !== undefined && RANKS.indexOf(role) >= RANKS.indexOf(wanted);
}

/// The one that came with the account: nobody else can be in it.
export function isPersonal({ slug }: Pick<Organisation, "slug">): boolean {
  return slug.startsWith("personal-");
}

const KEY = "dupabase.organisation";

/// The organisation somebody looked at last, where it still exists; else their own.
export function rememberedOrganisation(organisations: readonly Organisation[]): Organisation | undefined {
  const id = remembered();
  return organisations.find((one) => one.id === id) ?? organisations.find(isPersonal) ?? organisations[0];
}

export function rememberOrganisation(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // Storage is blocked: the next visit begins with the personal one.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
