import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { isAtLeast, isPersonal, organisationQuery } from "@/api/organisations";
import { sessionQuery } from "@/api/session";
import type { Organisation } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardHeader } from "@/components/ui/card";
import { InviteDialog } from "./invite-dialog";
import { Invites } from "./invites";
import { MemberRow } from "./member-row";
import { membersQuery } from "./queries";

interface MembersPageProps {
  orgId: string;
  inviting: boolean;
  onInviting: (inviting: boolean) => void;
}

export function MembersPage({ orgId, inviting, onInviting }: MembersPageProps) {
  const { data: organisation } = useSuspenseQuery(organisationQuery(orgId));
  const manages = isAtLeast(organisation.role, "admin");
  const shared = !isPersonal(organisation);
  return (
    <Page
      title="Members"
      description={`Who may work in ${organisation.name}, and what each of them may do.`}
      actions={
        manages &&
        shared && (
          <Button look="primary" onClick={() => onInviting(true)}>
            <UserPlus aria-hidden="true" />
            Invite
          </Button>
        )
      }
    >
      {!shared && (
        <Callout>
          This is your personal organisation: nobody else can be in it. Create another one to work together.
        </Callout>
      )}
      <Members organisation={organisation} />
      {manages && shared && <Invites organisation={organisation} onInvite={() => onInviting(true)} />}
      {inviting && <InviteDialog organisation={organisation} onClose={() => onInviting(false)} />}
    </Page>
  );
}

function Members({ organisation }: { organisation: Organisation }) {
  const members = useQuery(membersQuery(organisation.id));
  const me = useQuery(sessionQuery).data?.id;
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Card aria-label="Members">
      <CardHeader
        title="Members"
        description={
          members.data === undefined
            ? "Loading…"
            : members.data.length === 1
              ? "One person."
              : `${members.data.length} people.`
        }
      />
      <div className="border-t">
        {members.isPending && <ListSkeleton />}
        {members.isError && (
          <div className="p-4">
            <ErrorState
              title="The members could not be loaded"
              error={members.error}
              onRetry={() => members.refetch()}
            />
          </div>
        )}
        <ul aria-label="Members" className="divide-y">
          {members.data?.map((member) => (
            <MemberRow
              key={member.user_id}
              member={member}
              organisation={organisation}
              isMe={member.user_id === me}
              removing={open === member.user_id}
              onRemoving={(removing) => setOpen(removing ? member.user_id : null)}
            />
          ))}
        </ul>
      </div>
    </Card>
  );
}
