import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { HardDriveUpload, Play } from "lucide-react";
import { answer, api } from "@/api/client";
import { projectQuery } from "@/api/projects";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { useMay } from "@/components/role";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { BackupHistory } from "./history";
import { allBackupsOf, backupSettingsQuery } from "./queries";

export function ProjectBackupsPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const orgId = project.org_id;
  const settings = useQuery(backupSettingsQuery(orgId));
  const may = useMay(orgId, "developer");
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/platform/backups/run", { params: { query: { org_id: orgId, project_id: projectId } } }),
      ),
    onSuccess: () => toast("The backup has begun."),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries(allBackupsOf(orgId)),
  });
  const storage = (
    <Link to="/orgs/$orgId/backups" params={{ orgId }}>
      Backup storage
    </Link>
  );
  const left = settings.data?.project_ids.length !== 0 && !settings.data?.project_ids.includes(projectId);
  return (
    <Page
      title="Backups"
      description="Dumps of this project’s whole database, users of your app included."
      actions={
        settings.data && (
          <>
            <Button asChild>{storage}</Button>
            {may && settings.data.enabled && (
              <Button look="primary" busy={run.isPending} onClick={() => run.mutate()}>
                {!run.isPending && <Play aria-hidden="true" />}
                Back up now
              </Button>
            )}
          </>
        )
      }
    >
      <PausedBanner project={project} />
      {settings.isPending && <Skeleton className="h-40 rounded-xl" />}
      {settings.isError && (
        <ErrorState
          title="The backups could not be loaded"
          error={settings.error}
          onRetry={() => settings.refetch()}
        />
      )}
      {settings.data === null && (
        <EmptyState
          icon={HardDriveUpload}
          title="Backups are not set up"
          action={
            <Button asChild look="primary" size="lg">
              <Link to="/orgs/$orgId/backups" params={{ orgId }}>
                Set up backups
              </Link>
            </Button>
          }
        >
          One bucket serves all projects of the organisation. It takes two minutes.
        </EmptyState>
      )}
      {settings.data && (
        <>
          {!settings.data.enabled && <Callout tone="warning">Backups are switched off.</Callout>}
          {settings.data.enabled && left && (
            <Callout tone="warning">
              The schedule leaves this project out. You can still back it up by hand.
            </Callout>
          )}
          <BackupHistory orgId={orgId} projectId={projectId} />
        </>
      )}
    </Page>
  );
}
