import { createFileRoute } from "@tanstack/react-router";
import { TransferPage } from "@/features/transfer/transfer-page";

export const Route = createFileRoute("/_app/projects/$projectId/transfer")({ component: Transfer });

function Transfer() {
  return <TransferPage projectId={Route.useParams().projectId} />;
}
