import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { Organisation, OrgInvite } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ListSkeleton } from "@/components/list-skeleton";
import { ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { invitesQuery } from "./queries";

export function Invites({ organisation, onInvite }: { organisation: Organisation; onInvite: () => void }) {
  const queryClient = useQueryClient();
  const invites = useQuery(invitesQuery(organisation.id));
  const [revoking, setRevoking] = useState<OrgInvite | null>(null);
  return (
    <Card aria-label="Pending invites">
      <CardHeader title="Pending invites" description="Links that nobody has followed yet." />
      <div className="border-t">
        {invites.isPending && <ListSkeleton rows={2} />}
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
          <div className="grid justify-items-center gap-3 px-4 py-8 text-center">
            <p className="text-ink-faint text-[0.8125rem]">Nobody is invited. Who should see this?</p>
            <Button size="sm" onClick={onInvite}>
              <MailPlus aria-hidden="true" />
              Invite somebody
            </Button>
          </div>
        )}
        <ul aria-label="Pending invites" className="divide-y">
          {invites.data?.map((invite) => (
            <li key={invite.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
              <div className="grid min-w-0 flex-1 basis-44 gap-0.5">
                <p className="truncate font-medium text-[0.8125rem]">{invite.email}</p>
                <p className="text-ink-faint text-xs">
                  Expires <RelativeTime value={invite.expires_at} />
                </p>
              </div>
              <Badge>{invite.role}</Badge>
              <Button
                look="danger-outline"
                size="sm"
                aria-label={`Revoke the invite of ${invite.email}`}
                onClick={() => setRevoking(invite)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {revoking !== null && (
        <ConfirmDialog
          title={`Revoke the invite of ${revoking.email}?`}
          verb="Revoke invite"
          confirm={() =>
            answer(
              api.DELETE("/platform/orgs/{id}/invites/{inviteId}", {
                params: { path: { id: organisation.id, inviteId: revoking.id } },
              }),
            )
          }
          onDone={() => {
            void queryClient.invalidateQueries(invitesQuery(organisation.id));
            toast("The link leads nowhere now.");
            setRevoking(null);
          }}
          onClose={() => setRevoking(null)}
        >
          Whoever follows the link is turned away. You can invite them again.
        </ConfirmDialog>
      )}
    </Card>
  );
}
