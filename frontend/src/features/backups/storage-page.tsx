import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { HardDriveUpload, Pencil, Play } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { organisationQuery } from "@/api/organisations";
import type { BackupSettings, OrganisationDetail } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { useMay } from "@/components/role";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { BackupHistory } from "./history";
import { allBackupsOf, backupSettingsQuery } from "./queries";
import { SettingsForm } from "./settings-form";
import { SwitchDialog } from "./switch-dialog";

export function BackupStoragePage({ orgId }: { orgId: string }) {
  const { data: organisation } = useSuspenseQuery(organisationQuery(orgId));
  const settings = useQuery(backupSettingsQuery(orgId));
  return (
    <Page
      title="Backup storage"
      description={`Where dumps of all projects of ${organisation.name} go, how often, and how long they stay.`}
    >
      {settings.isPending && (
        <Card>
          <ListSkeleton rows={4} />
        </Card>
      )}
      {settings.isError && (
        <ErrorState
          title="The settings could not be loaded"
          error={settings.error}
          onRetry={() => settings.refetch()}
        />
      )}
      {settings.data !== undefined && <Storage organisation={organisation} settings={settings.data} />}
      {settings.data !== undefined && settings.data !== null && <BackupHistory orgId={orgId} />}
    </Page>
  );
}

function Storage({
  organisation,
  settings,
}: {
  organisation: OrganisationDetail;
  settings: BackupSettings | null;
}) {
  const manages = useMay(organisation.id, "admin");
  const [editing, setEditing] = useState(false);
  if (editing) {
    return <SettingsForm orgId={organisation.id} settings={settings} onClose={() => setEditing(false)} />;
  }
  if (settings === null) {
    return (
      <EmptyState
        icon={HardDriveUpload}
        title="Backups are not set up"
        action={
          manages && (
            <Button look="primary" size="lg" onClick={() => setEditing(true)}>
              Set up backups
            </Button>
          )
        }
      >
        {manages
          ? "Any S3 bucket will do: of AWS, Cloudflare, Backblaze, or a MinIO of your own."
          : "An admin of this organisation can set them up."}
      </EmptyState>
    );
  }
  return (
    <Shown orgId={organisation.id} settings={settings} manages={manages} onEdit={() => setEditing(true)} />
  );
}

interface ShownProps {
  orgId: string;
  settings: BackupSettings;
  manages: boolean;
  onEdit: () => void;
}

function Shown({ orgId, settings, manages, onEdit }: ShownProps) {
  const queryClient = useQueryClient();
  const runs = useMay(orgId, "developer");
  const [switching, setSwitching] = useState(false);
  const run = useMutation({
    mutationFn: () => answer(api.POST("/platform/backups/run", { params: { query: { org_id: orgId } } })),
    onSuccess: () => toast("The backups have begun."),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries(allBackupsOf(orgId)),
  });
  const facts: readonly (readonly [string, string])[] = [
    ["Bucket", `${settings.s3_bucket}${settings.s3_path_prefix === "" ? "" : `/${settings.s3_path_prefix}`}`],
    ["Endpoint", settings.s3_endpoint],
    ["Region", settings.s3_region],
    ["Schedule", settings.schedule],
    ["Kept for", `${settings.retention_days} days`],
    [
      "Projects",
      settings.project_ids.length === 0
        ? "all"
        : settings.project_ids.length === 1
          ? "one"
          : String(settings.project_ids.length),
    ],
    ["Encryption", settings.encryption === "age" ? "age, with the organisation’s key" : "none of ours"],
    ["Verification", settings.verify === true ? "each one is restored for a trial" : "checksum only"],
  ];
  return (
    <Card aria-label="Storage">
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            Storage
            <Badge tone={settings.enabled ? "success" : "warning"}>{settings.enabled ? "on" : "off"}</Badge>
          </span>
        }
        description={
          settings.enabled
            ? "Projects are backed up by the schedule."
            : "No schedule runs; what there is stays."
        }
        action={
          <div className="flex flex-wrap gap-2">
            {runs && settings.enabled && (
              <Button size="sm" look="primary" busy={run.isPending} onClick={() => run.mutate()}>
                {!run.isPending && <Play aria-hidden="true" />}
                Back up now
              </Button>
            )}
            {manages && (
              <>
                <Button size="sm" onClick={() => setSwitching(true)}>
                  {settings.enabled ? "Switch off" : "Switch on"}
                </Button>
                <Button size="sm" onClick={onEdit}>
                  <Pencil aria-hidden="true" />
                  Edit
                </Button>
              </>
            )}
          </div>
        }
      />
      <CardBody>
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
          {facts.map(([name, value]) => (
            <div key={name} className="grid min-w-0 gap-0.5">
              <dt className="text-ink-faint text-xs">{name}</dt>
              <dd className="truncate text-[0.8125rem]" title={value}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </CardBody>
      {switching && <SwitchDialog orgId={orgId} settings={settings} onClose={() => setSwitching(false)} />}
    </Card>
  );
}
