import { createFileRoute } from "@tanstack/react-router";
import { PageSkeleton } from "@/components/page-skeleton";

export const Route = createFileRoute("/_app/projects/$projectId/auth/settings")({ component: PageSkeleton });
