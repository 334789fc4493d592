import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Plus, RefreshCw } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { allProjects, projectQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { ProjectKeys } from "@/components/project-keys";
import { useMay } from "@/components/role";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { ValueField } from "@/components/value-field";
import { ApiKeyList } from "./api-key-list";
import { apiKeysQuery } from "./api-keys-query";
import { CreateKeyDialog } from "./create-key-dialog";
import { SigningKeys } from "./signing-keys";

export function ApiKeysPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const mayWrite = useMay(project.org_id, "developer");
  return (
    <Page title="API keys" description="Who may call this project, and with which rights.">
      <PausedBanner project={project} />
      <RevocableKeys projectId={projectId} />
      <TokenKeys project={project} />
      {mayWrite && <SigningKeys project={project} />}
    </Page>
  );
}

function RevocableKeys({ projectId }: { projectId: string }) {
  const keys = useQuery(apiKeysQuery(projectId));
  const [creating, setCreating] = useState(false);
  return (
    <Card aria-label="Publishable and secret keys">
      <CardHeader
        title="Publishable and secret keys"
        description="As many as you like, each with a name, each revocable alone."
        action={
          <Button size="sm" look="primary" onClick={() => setCreating(true)}>
            <Plus aria-hidden="true" />
            New key
          </Button>
        }
      />
      <div className="border-t">
        {keys.isPending && (
          <div className="grid gap-3 px-4 py-4 sm:px-5">
            <Skeleton className="h-9" />
            <Skeleton className="h-9" />
          </div>
        )}
        {keys.isError && (
          <div className="p-4">
            <ErrorState
              title="The keys could not be loaded"
              error={keys.error}
              onRetry={() => keys.refetch()}
            />
          </div>
        )}
        {keys.data?.length === 0 && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">
            No key yet. Create one for each app or server that calls this project.
          </p>
        )}
        {keys.data !== undefined && keys.data.length > 0 && (
          <ApiKeyList projectId={projectId} keys={keys.data} />
        )}
      </div>
      {creating && <CreateKeyDialog projectId={projectId} onClose={() => setCreating(false)} />}
    </Card>
  );
}

function TokenKeys({ project }: { project: Project }) {
  const [rotating, setRotating] = useState(false);
  const queryClient = useQueryClient();
  return (
    <Card aria-label="JSON Web Token keys">
      <CardHeader
        title="JSON Web Token keys"
        description="Signed with the project’s secret. Sessions of your users have signing keys of their own."
        action={
          project.service_role_key !== "" && (
            <Button size="sm" look="danger-outline" onClick={() => setRotating(true)}>
              <RefreshCw aria-hidden="true" />
              Rotate
            </Button>
          )
        }
      />
      <CardBody className="grid gap-5">
        <ProjectKeys project={project} />
        {project.jwt_secret !== "" && (
          <ValueField
            label="JWT secret"
            value={project.jwt_secret}
            secret
            hint="Whoever knows it can sign in as anybody. You need it only to make tokens of your own."
          />
        )}
      </CardBody>
      {rotating && (
        <ConfirmDialog
          title="Rotate keys?"
          phrase={project.name}
          verb="Rotate keys"
          confirm={() =>
            answer(
              api.POST("/platform/projects/{id}/rotate-keys", {
                params: { path: { id: project.id } },
                body: {},
              }),
            )
          }
          onDone={(rotated) => {
            queryClient.setQueryData(projectQuery(project.id).queryKey, rotated);
            void queryClient.invalidateQueries(allProjects);
            setRotating(false);
            toast("The keys are rotated. Put the new ones into your apps.");
          }}
          onClose={() => setRotating(false)}
        >
          The secret, the anon key and the service_role key are replaced at once. Apps with the old keys are
          refused, and so are tokens that the old secret signed. Publishable and secret keys stay valid, and
          so do sessions that a signing key signed.
        </ConfirmDialog>
      )}
    </Card>
  );
}
