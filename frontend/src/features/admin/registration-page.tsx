import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Ticket } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { PlatformInvite, RegistrationMode } from "@/api/types";
import { ChoiceCards } from "@/components/choice-cards";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { NewInviteDialog } from "./new-invite-dialog";
import { inviteState, serverInvitesQuery } from "./server-invites";

const settingsQuery = queryOptions({
  queryKey: ["admin", "settings"],
  queryFn: ({ signal }) => answer(api.GET("/platform/admin/settings", { signal })),
});

const modes: readonly { value: RegistrationMode; text: string; note: string }[] = [
  { value: "open", text: "Open", note: "Anybody may register." },
  { value: "invite", text: "By invite", note: "Who has a code of yours may." },
  { value: "disabled", text: "Closed", note: "Nobody may; accounts that exist go on." },
];

export function RegistrationPage() {
  return (
    <Page title="Registration" description="Who may make an account on this server.">
      <Mode />
      <ServerInvites />
    </Page>
  );
}

function Mode() {
  const settings = useQuery(settingsQuery);
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (registration_mode: RegistrationMode) =>
      answer(api.PUT("/platform/admin/settings", { body: { registration_mode } })),
    onMutate: (registration_mode) => {
      const before = queryClient.getQueryData(settingsQuery.queryKey);
      queryClient.setQueryData(settingsQuery.queryKey, { registration_mode });
      return { before };
    },
    onSuccess: () => toast("Saved."),
    onError: (error, _mode, rollback) => {
      queryClient.setQueryData(settingsQuery.queryKey, rollback?.before);
      toast(error.message, "danger");
    },
    onSettled: () => {
      void queryClient.invalidateQueries(settingsQuery);
      void queryClient.invalidateQueries({ queryKey: ["registration-mode"] });
    },
  });
  return (
    <Card aria-label="Mode">
      <CardBody className="border-t-0">
        {settings.isPending && <Skeleton className="h-24" />}
        {settings.isError && <ErrorState error={settings.error} onRetry={() => settings.refetch()} />}
        {settings.data !== undefined && (
          <ChoiceCards
            label="Registration is"
            name="mode"
            value={settings.data.registration_mode}
            choices={modes}
            onChange={(mode) => change.mutate(mode)}
            className="sm:grid-cols-3"
          />
        )}
      </CardBody>
    </Card>
  );
}

function ServerInvites() {
  const invites = useQuery(serverInvitesQuery);
  const queryClient = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<PlatformInvite | null>(null);
  return (
    <Card aria-label="Invite codes">
      <CardHeader
        title="Invite codes"
        description="Each lets one person register while registration is by invite."
        action={
          <Button size="sm" look="primary" onClick={() => setCreating(true)}>
            <Plus aria-hidden="true" />
            New invite
          </Button>
        }
      />
      <div className="border-t">
        {invites.isPending && <ListSkeleton />}
        {invites.isError && (
          <div className="p-4">
            <ErrorState
              title="The invites could not be loaded"
              error={invites.error}
              onRetry={() => invites.refetch()}
            />
          </div>
        )}
        {invites.data?.length === 0 && (
          <div className="grid justify-items-center gap-3 px-4 py-10 text-center">
            <Ticket className="size-5 text-ink-faint" aria-hidden="true" />
            <p className="text-ink-faint text-[0.8125rem]">No invite yet. Make one and pass its link on.</p>
          </div>
        )}
        <ul aria-label="Invite codes" className="divide-y">
          {invites.data?.map((invite) => (
            <InviteRow key={invite.id} invite={invite} onDelete={() => setDeleting(invite)} />
          ))}
        </ul>
      </div>
      {creating && <NewInviteDialog onClose={() => setCreating(false)} />}
      {deleting !== null && (
        <ConfirmDialog
          title="Delete this invite?"
          verb="Delete invite"
          confirm={() =>
            answer(api.DELETE("/platform/admin/invites/{id}", { params: { path: { id: deleting.id } } }))
          }
          onDone={() => {
            void queryClient.invalidateQueries(serverInvitesQuery);
            toast("The invite is deleted.");
            setDeleting(null);
          }}
          onClose={() => setDeleting(null)}
        >
          Whoever has the code can’t register with it any more.
        </ConfirmDialog>
      )}
    </Card>
  );
}

const tones = { open: "success", used: "neutral", expired: "warning" } as const;

function InviteRow({ invite, onDelete }: { invite: PlatformInvite; onDelete: () => void }) {
  const state = inviteState(invite, Date.now());
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 sm:px-5">
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium text-[0.8125rem]">{invite.email ?? "Anybody"}</span>
          <Badge tone={tones[state]}>{state}</Badge>
        </p>
        <p className="text-ink-faint text-xs">
          {invite.used_at === null ? (
            <>
              Expires <RelativeTime value={invite.expires_at} />
            </>
          ) : (
            <>
              Used <RelativeTime value={invite.used_at} />
            </>
          )}
          {" · "}
          <code className="font-mono">{invite.code.slice(0, 8)}…</code>
        </p>
      </div>
      {state === "open" && (
        <CopyButton
          value={`${window.location.origin}/register?invite=${invite.code}`}
          what={`the link for ${invite.email ?? "anybody"}`}
        />
      )}
      <Button
        look="danger-outline"
        size="sm"
        aria-label={`Delete the invite for ${invite.email ?? "anybody"}`}
        onClick={onDelete}
      >
        Delete
      </Button>
    </li>
  );
}
