import { createFileRoute } from "@tanstack/react-router";
import { textParam } from "@/components/search-params";
import { RegisterPage } from "@/features/sign-in/register-form";

export const Route = createFileRoute("/register")({
  validateSearch: (search): { redirect?: string; invite?: string } => ({
    ...textParam("redirect", search),
    ...textParam("invite", search),
  }),
  component: Register,
});

function Register() {
  const { redirect, invite } = Route.useSearch();
  return <RegisterPage target={redirect} invite={invite} />;
}
