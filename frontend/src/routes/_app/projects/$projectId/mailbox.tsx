import { createFileRoute } from "@tanstack/react-router";
import { MailboxPage } from "@/features/mailbox/mailbox-page";

export const Route = createFileRoute("/_app/projects/$projectId/mailbox")({ component: Mailbox });

function Mailbox() {
  return <MailboxPage projectId={Route.useParams().projectId} />;
}
