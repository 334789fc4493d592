import { createFileRoute } from "@tanstack/react-router";
import { RegistrationPage } from "@/features/admin/registration-page";

export const Route = createFileRoute("/_app/admin/registration")({ component: RegistrationPage });
