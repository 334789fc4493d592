import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { Project, SigningKey } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ListSkeleton } from "@/components/list-skeleton";
import { useMay } from "@/components/role";
import { ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { toast } from "@/components/ui/toast";
import { CreateSigningKeyDialog } from "./create-signing-key-dialog";

export function signingKeysQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "signing-keys"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/signing-keys", { params: { path: { id: projectId } }, signal }),
      ),
  });
}

const looks: Record<SigningKey["status"], { tone: BadgeTone; text: string }> = {
  in_use: { tone: "success", text: "in use" },
  standby: { tone: "info", text: "standby" },
  previously_used: { tone: "warning", text: "previously used" },
  revoked: { tone: "neutral", text: "revoked" },
};

const TEN_MINUTES = 600_000;

/// Keys that sign the tokens of a project's users: made on standby, taken into use, retired, revoked.
export function SigningKeys({ project }: { project: Project }) {
  const keys = useQuery(signingKeysQuery(project.id));
  const manages = useMay(project.org_id, "admin");
  const [creating, setCreating] = useState(false);
  const [asked, setAsked] = useState<{ key: SigningKey; act: "use" | "revoke" } | null>(null);
  const close = (): void => setAsked(null);
  return (
    <Card aria-label="Signing keys">
      <CardHeader
        title="Signing keys"
        description="Sign the sessions of your users. Rotate without signing anybody out: make one, wait until clients know it, take it into use, revoke the old one later."
        action={
          manages && (
            <Button size="sm" onClick={() => setCreating(true)}>
              <Plus aria-hidden="true" />
              New standby key
            </Button>
          )
        }
      />
      <div className="border-t">
        {keys.isPending && <ListSkeleton rows={2} />}
        {keys.isError && (
          <div className="p-4">
            <ErrorState
              title="The signing keys could not be loaded"
              error={keys.error}
              onRetry={() => keys.refetch()}
            />
          </div>
        )}
        {keys.data?.length === 0 && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">
            None yet: the JWT secret signs. With a key of its own, others can check tokens without knowing a
            secret.
          </p>
        )}
        <ul aria-label="Signing keys" className="divide-y">
          {keys.data?.map((key) => (
            <SigningKeyRow
              key={key.id}
              signingKey={key}
              manages={manages}
              onAct={(act) => setAsked({ key, act })}
            />
          ))}
        </ul>
      </div>
      {creating && <CreateSigningKeyDialog project={project} onClose={() => setCreating(false)} />}
      {asked?.act === "use" && <UseDialog project={project} signingKey={asked.key} onClose={close} />}
      {asked?.act === "revoke" && <RevokeDialog project={project} signingKey={asked.key} onClose={close} />}
    </Card>
  );
}

interface SigningKeyRowProps {
  signingKey: SigningKey;
  manages: boolean;
  onAct: (act: "use" | "revoke") => void;
}

function SigningKeyRow({ signingKey, manages, onAct }: SigningKeyRowProps) {
  const { id, algorithm, status, status_since } = signingKey;
  const { tone, text } = looks[status];
  const name = `${algorithm} key ${id.slice(0, 8)}`;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
        <span className="flex items-center gap-2">
          <span className="font-medium text-[0.8125rem]">{algorithm}</span>
          <Badge tone={tone}>{text}</Badge>
        </span>
        <span className="flex min-w-0 items-center text-ink-faint text-xs">
          <code className="truncate font-mono">{id}</code>
          <CopyButton value={id} what={`id of ${name}`} className="-my-1 size-6" />
        </span>
      </div>
      <p className="text-ink-faint text-xs">
        since <RelativeTime value={status_since} />
      </p>
      {manages && status === "standby" && (
        <Button size="sm" look="primary" aria-label={`Use ${name}`} onClick={() => onAct("use")}>
          Use
        </Button>
      )}
      {manages && (status === "standby" || status === "previously_used") && (
        <Button size="sm" look="danger-outline" aria-label={`Revoke ${name}`} onClick={() => onAct("revoke")}>
          Revoke
        </Button>
      )}
    </li>
  );
}

interface KeyDialogProps {
  project: Project;
  signingKey: SigningKey;
  onClose: () => void;
}

function UseDialog({ project, signingKey, onClose }: KeyDialogProps) {
  const queryClient = useQueryClient();
  const young = Date.now() - Date.parse(signingKey.created_at) < TEN_MINUTES;
  return (
    <ConfirmDialog
      title="Sign with this key?"
      verb={young ? "Use it right away" : "Use key"}
      tone="primary"
      confirm={() =>
        answer(
          api.POST("/platform/projects/{id}/signing-keys/{keyId}/use", {
            params: { path: { id: project.id, keyId: signingKey.id } },
            body: { immediately: young },
          }),
        )
      }
      onDone={() => {
        void queryClient.invalidateQueries(signingKeysQuery(project.id));
        toast("New sessions are signed with it from now on.");
        onClose();
      }}
      onClose={onClose}
    >
      Sessions signed with the key in use so far stay good until they expire.
      {young && (
        <span className="mt-2 block text-warning">
          The key is younger than ten minutes: whoever checks tokens by the list of public keys may still
          remember one without it, and refuse new sessions for that long.
        </span>
      )}
    </ConfirmDialog>
  );
}

function RevokeDialog({ project, signingKey, onClose }: KeyDialogProps) {
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title="Revoke this key?"
      phrase={signingKey.algorithm}
      verb="Revoke key"
      confirm={() =>
        answer(
          api.DELETE("/platform/projects/{id}/signing-keys/{keyId}", {
            params: { path: { id: project.id, keyId: signingKey.id } },
          }),
        )
      }
      onDone={() => {
        void queryClient.invalidateQueries(signingKeysQuery(project.id));
        toast("The key is revoked.");
        onClose();
      }}
      onClose={onClose}
    >
      Its private half is destroyed, and every session it signed is refused from now on. This can’t be undone.
    </ConfirmDialog>
  );
}
