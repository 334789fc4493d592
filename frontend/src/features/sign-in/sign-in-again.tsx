import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { answer, api } from "@/api/client";
import { sessionQuery } from "@/api/session";
import { setSessionEnded } from "@/api/session-end";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/// Over the page on which the session ran out: who signs in again goes on where they were, with what they typed.
export default function SignInAgain() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const email = useQuery({ ...sessionQuery, enabled: false }).data?.email ?? "";
  const form = useForm({
    fields: ["password"],
    validate: ({ password }) => faultsOf({ password: password === "" ? "Enter your password." : undefined }),
    submit: ({ password }) => answer(api.POST("/platform/auth/login", { body: { email, password } })),
    locate: ({ status, message }) => (status === 401 ? { password: message } : {}),
    onDone: async ({ user }) => {
      queryClient.setQueryData(sessionQuery.queryKey, user);
      setSessionEnded(false);
      await queryClient.invalidateQueries();
      await router.invalidate();
    },
  });
  const leave = async (): Promise<void> => {
    setSessionEnded(false);
    await navigate({ to: "/sign-in", search: { redirect: router.state.location.href } });
    queryClient.clear();
  };
  return (
    <Dialog
      title="Sign in again"
      description={
        <>
          Your session is over. What you have typed is still there: sign in as{" "}
          <strong className="font-medium text-ink">{email}</strong> and go on.
        </>
      }
      size="sm"
      onClose={() => undefined}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label="Password" fault={form.faults.password}>
          {(control) => (
            <Input
              {...control}
              name="password"
              type="password"
              autoComplete="current-password"
              data-first-focus
            />
          )}
        </Field>
        <DialogActions>
          <Button onClick={() => void leave()}>Sign in as somebody else</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            Sign in
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
