import { useQuery } from "@tanstack/react-query";
import { isAtLeast, organisationsQuery } from "@/api/organisations";
import type { OrgRole } from "@/api/types";

/// Whether the signed-in account may do in an organisation what takes this role. While nobody knows, it may: the
/// server decides anyway, and buttons that appear late are worse.
export function useMay(orgId: string, role: OrgRole): boolean {
  const organisations = useQuery(organisationsQuery).data;
  if (organisations === undefined) return true;
  return isAtLeast(organisations.find(({ id }) => id === orgId)?.role, role);
}
