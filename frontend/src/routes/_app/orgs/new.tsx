import { createFileRoute } from "@tanstack/react-router";
import { NewOrganisationPage } from "@/features/organisation/new-organisation-page";

export const Route = createFileRoute("/_app/orgs/new")({ component: NewOrganisationPage });
