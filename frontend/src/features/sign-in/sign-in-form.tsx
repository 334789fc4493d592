import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { answer, api } from "@/api/client";
import { sessionQuery } from "@/api/session";
import { setSessionEnded } from "@/api/session-end";
import { emailFault, faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AuthFrame } from "./auth-frame";
import { registrationModeQuery } from "./registration-mode";
import { safeTarget } from "./target";

export function SignInPage({ target }: { target: string | undefined }) {
  const mode = useQuery(registrationModeQuery);
  const queryClient = useQueryClient();
  const router = useRouter();
  const form = useForm({
    fields: ["email", "password"],
    validate: ({ email, password }) =>
      faultsOf({
        email: emailFault(email),
        password: password === "" ? "Enter your password." : undefined,
      }),
    submit: (body) => answer(api.POST("/platform/auth/login", { body })),
    onDone: ({ user }) => {
      setSessionEnded(false);
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, user);
      router.history.push(safeTarget(target));
    },
  });
  return (
    <AuthFrame
      title="Sign in"
      description="Welcome back. Sign in to your dashboard."
      footer={
        mode.data === "disabled" ? (
          "New accounts are made by your administrator."
        ) : (
          <>
            No account yet?{" "}
            <Link
              to="/register"
              search={target === undefined ? {} : { redirect: target }}
              className="font-medium text-accent-text hover:underline"
            >
              Create one
            </Link>
          </>
        )
      }
    >
      <form {...form.props} className="grid gap-4">
        <Refusal error={form.refusal} />
        <Field label="E-mail" fault={form.faults.email}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" autoFocus />}
        </Field>
        <Field label="Password" fault={form.faults.password}>
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" busy={form.busy} className="mt-1">
          Sign in
        </Button>
      </form>
    </AuthFrame>
  );
}
