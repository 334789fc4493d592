import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { organisationsQuery, rememberedOrganisation, rememberOrganisation } from "@/api/organisations";
import { projectQuery } from "@/api/projects";
import type { Organisation } from "@/api/types";

export interface Context {
  area: "project" | "organisation" | "administration";
  projectId: string | undefined;
  organisations: readonly Organisation[];
  /// Of the address, of the project, or the one looked at last.
  organisation: Organisation | undefined;
}

/// Where in the dashboard somebody is.
export function useContextOfPlace(): Context {
  const { projectId, orgId } = useParams({ strict: false });
  const { pathname } = useLocation();
  const organisations = useQuery(organisationsQuery).data ?? [];
  const project = useQuery({ ...projectQuery(projectId ?? ""), enabled: false }).data;
  const named = orgId ?? (projectId === undefined ? undefined : project?.org_id);
  const organisation = organisations.find(({ id }) => id === named) ?? rememberedOrganisation(organisations);

  useEffect(() => {
    if (named !== undefined && organisations.some(({ id }) => id === named)) rememberOrganisation(named);
  }, [named, organisations]);

  const area =
    projectId !== undefined ? "project" : pathname.startsWith("/admin") ? "administration" : "organisation";
  return { area, projectId, organisations, organisation };
}
