import { createFileRoute } from "@tanstack/react-router";
import { InvitePage } from "@/features/organisation/invite-page";

export const Route = createFileRoute("/_app/invites/$token")({ component: Invite });

function Invite() {
  return <InvitePage token={Route.useParams().token} />;
}
