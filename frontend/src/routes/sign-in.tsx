import { createFileRoute } from "@tanstack/react-router";
import { textParam } from "@/components/search-params";
import { SignInPage } from "@/features/sign-in/sign-in-form";

export const Route = createFileRoute("/sign-in")({
  validateSearch: (search): { redirect?: string } => textParam("redirect", search),
  component: SignIn,
});

function SignIn() {
  return <SignInPage target={Route.useSearch().redirect} />;
}
