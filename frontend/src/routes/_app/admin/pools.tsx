import { createFileRoute } from "@tanstack/react-router";
import { PoolsPage } from "@/features/admin/pools-page";

export const Route = createFileRoute("/_app/admin/pools")({ component: PoolsPage });
