import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { sessionQuery } from "@/api/session";
import { faultsOf, passwordFault } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { sessionsQuery } from "./sessions-query";

export function PasswordForm({ email }: { email: string }) {
  const queryClient = useQueryClient();
  const form = useForm({
    fields: ["current_password", "new_password", "repeated"],
    validate: ({ current_password, new_password, repeated }) =>
      faultsOf({
        current_password: current_password === "" ? "Enter your current password." : undefined,
        new_password: passwordFault(new_password),
        repeated: repeated === new_password ? undefined : "The two new passwords differ.",
      }),
    submit: ({ current_password, new_password }) =>
      answer(api.PUT("/platform/auth/password", { body: { current_password, new_password } })),
    locate: ({ status, message }) => {
      if (status !== 401) return {};
      // Either the password is wrong or the session is over; asking for the account tells.
      void queryClient.invalidateQueries(sessionQuery);
      return { current_password: message };
    },
    onDone: (_changed, element) => {
      element.reset();
      void queryClient.invalidateQueries(sessionsQuery);
      toast("Your password is changed. All other sessions are over.");
    },
  });
  return (
    <Card aria-label="Password">
      <form {...form.props}>
        <CardHeader
          title="Password"
          description="A change ends your other sessions; your database login stays."
        />
        <CardBody>
          <div className="grid max-w-md gap-4">
            <Refusal error={form.refusal} />
            <input type="hidden" name="username" autoComplete="username" defaultValue={email} />
            <Field label="Current password" fault={form.faults.current_password}>
              {(control) => (
                <Input {...control} name="current_password" type="password" autoComplete="current-password" />
              )}
            </Field>
            <Field label="New password" fault={form.faults.new_password} hint="At least 8 characters.">
              {(control) => (
                <Input {...control} name="new_password" type="password" autoComplete="new-password" />
              )}
            </Field>
            <Field label="New password again" fault={form.faults.repeated}>
              {(control) => (
                <Input {...control} name="repeated" type="password" autoComplete="new-password" />
              )}
            </Field>
          </div>
        </CardBody>
        <CardFooter>
          <Button type="submit" look="primary" size="sm" busy={form.busy}>
            Change password
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
