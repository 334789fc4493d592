import { useSuspenseQuery } from "@tanstack/react-query";
import { projectQuery } from "@/api/projects";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { useMay } from "@/components/role";
import { Callout } from "@/components/ui/callout";
import { ExportCard } from "./export-card";
import { ImportHistory } from "./import-history";
import { ImportWizard } from "./import-wizard";

export function TransferPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const may = useMay(project.org_id, "developer");
  return (
    <Page title="Import and export" description="Bring data along, and take it away whenever you like.">
      <PausedBanner project={project} />
      {may ? (
        <>
          <ImportWizard key={project.id} project={project} />
          <ExportCard projectId={projectId} />
        </>
      ) : (
        <Callout>
          Your role in this organisation lets you look only. A developer may import and export.
        </Callout>
      )}
      <ImportHistory projectId={projectId} />
    </Page>
  );
}
