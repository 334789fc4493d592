import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { MailCheck, MailX } from "lucide-react";
import { answer, api } from "@/api/client";
import { organisationsQuery } from "@/api/organisations";
import { sessionQuery } from "@/api/session";
import { Refusal } from "@/components/form";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

/// Where the link of an invite leads, by way of signing in.
export function InvitePage({ token }: { token: string }) {
  const me = useQuery(sessionQuery).data;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: () =>
      answer(api.POST("/platform/orgs/invites/{token}/accept", { params: { path: { token } } })),
    onSuccess: async (organisation) => {
      await queryClient.invalidateQueries(organisationsQuery);
      await navigate({ to: "/orgs/$orgId", params: { orgId: organisation.id }, replace: true });
      toast(`Welcome to ${organisation.name}. You are ${organisation.role}.`);
    },
  });
  return (
    <Page title="Invite">
      {accept.isError ? (
        <EmptyState
          icon={MailX}
          title="This invite can’t be accepted"
          action={
            <Button asChild>
              <Link to="/projects">Go to your projects</Link>
            </Button>
          }
        >
          {accept.error.message} You are signed in as {me?.email ?? "somebody"}; invites are bound to the
          address they were made for.
        </EmptyState>
      ) : (
        <EmptyState
          icon={MailCheck}
          title="You are invited to an organisation"
          action={
            <div className="grid gap-3">
              <Refusal error={accept.error} />
              <Button look="primary" size="lg" busy={accept.isPending} onClick={() => accept.mutate()}>
                Accept as {me?.email ?? "you"}
              </Button>
            </div>
          }
        >
          You will see its projects, and may do there what your role allows.
        </EmptyState>
      )}
    </Page>
  );
}
