import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { answer, api } from "@/api/client";
import { sessionQuery } from "@/api/session";
import { setSessionEnded } from "@/api/session-end";
import type { RegistrationMode } from "@/api/types";
import { emailFault, faultsOf, passwordFault } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { AuthFrame } from "./auth-frame";
import { registrationModeQuery } from "./registration-mode";
import { safeTarget } from "./target";

interface RegisterProps {
  target: string | undefined;
  /// An invite code that came with the link.
  invite: string | undefined;
}

export function RegisterPage(props: RegisterProps) {
  const mode = useQuery(registrationModeQuery);
  return (
    <AuthFrame
      title="Create your account"
      description="It takes a minute; your first project takes a second."
      footer={
        <>
          Have an account already?{" "}
          <Link
            to="/sign-in"
            search={props.target === undefined ? {} : { redirect: props.target }}
            className="font-medium text-accent-text hover:underline"
          >
            Sign in
          </Link>
        </>
      }
    >
      {mode.isPending && <FormSkeleton />}
      {mode.isError && <ErrorState error={mode.error} onRetry={() => mode.refetch()} />}
      {mode.data === "disabled" && (
        <EmptyState icon={Lock} title="Registration is closed">
          This server does not take new accounts. Ask its administrator for one.
        </EmptyState>
      )}
      {(mode.data === "open" || mode.data === "invite") && <RegisterForm {...props} mode={mode.data} />}
    </AuthFrame>
  );
}

function RegisterForm({ target, invite, mode }: RegisterProps & { mode: RegistrationMode }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const byInvite = mode === "invite";
  const form = useForm({
    fields: ["email", "password", "display_name", "invite_code"],
    validate: ({ email, password, invite_code }) =>
      faultsOf({
        email: emailFault(email),
        password: passwordFault(password),
        invite_code: byInvite && invite_code.trim() === "" ? "Enter the code of your invite." : undefined,
      }),
    submit: ({ email, password, display_name, invite_code }) =>
      answer(
        api.POST("/platform/auth/register", {
          body: {
            email: email.trim(),
            password,
            ...(display_name.trim() === "" ? {} : { display_name: display_name.trim() }),
            ...(byInvite ? { invite_code: invite_code.trim() } : {}),
          },
        }),
      ),
    locate: ({ status, message }) => (status === 409 ? { email: message } : {}),
    onDone: ({ user }) => {
      setSessionEnded(false);
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, user);
      router.history.push(safeTarget(target));
    },
  });
  return (
    <form {...form.props} className="grid gap-4">
      <Refusal error={form.refusal} />
      {byInvite && (
        <Field
          label="Invite code"
          fault={form.faults.invite_code}
          hint="New accounts on this server need an invite."
        >
          {(control) => (
            <Input
              {...control}
              name="invite_code"
              defaultValue={invite}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
      )}
      <Field label="Name" optional fault={form.faults.display_name}>
        {(control) => <Input {...control} name="display_name" autoComplete="name" maxLength={100} />}
      </Field>
      <Field label="E-mail" fault={form.faults.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
      </Field>
      <Field label="Password" fault={form.faults.password} hint="At least 8 characters.">
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Button type="submit" look="primary" size="lg" busy={form.busy} className="mt-1">
        Create account
      </Button>
    </form>
  );
}

function FormSkeleton() {
  return (
    <div className="grid gap-4" role="status" aria-label="Loading">
      <Skeleton className="h-15" />
      <Skeleton className="h-15" />
      <Skeleton className="h-15" />
      <Skeleton className="h-10" />
    </div>
  );
}
