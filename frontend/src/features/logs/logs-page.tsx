import { useSuspenseQuery } from "@tanstack/react-query";
import { linkOptions } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { projectQuery } from "@/api/projects";
import { Page } from "@/components/page";
import { TabLinks } from "@/components/ui/tabs";

/// The frame of both logs of a project.
export function LogsPage({ projectId, children }: { projectId: string; children: ReactNode }) {
  useSuspenseQuery(projectQuery(projectId));
  const params = { projectId };
  return (
    <Page title="Logs" description="What reached this project, and what was changed in it." width="wide">
      <TabLinks
        label="Logs"
        tabs={[
          { text: "Requests", link: linkOptions({ to: "/projects/$projectId/logs", params }) },
          { text: "Changes", link: linkOptions({ to: "/projects/$projectId/logs/changes", params }) },
        ]}
      />
      {children}
    </Page>
  );
}
