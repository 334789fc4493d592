import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { answer, api } from "@/api/client";
import { emailFault, faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { allUsersOf } from "./queries";

interface CreateUserDialogProps {
  projectId: string;
  onDone: (userId: string) => void;
  onClose: () => void;
}

export function CreateUserDialog({ projectId, onDone, onClose }: CreateUserDialogProps) {
  const queryClient = useQueryClient();
  const id = useId();
  const [confirmed, setConfirmed] = useState(true);
  const form = useForm({
    fields: ["email", "password"],
    validate: ({ email }) => faultsOf({ email: emailFault(email) }),
    submit: ({ email, password }) =>
      answer(
        api.POST("/platform/projects/{id}/auth/users", {
          params: { path: { id: projectId } },
          body: {
            email: email.trim(),
            email_confirm: confirmed,
            ...(password === "" ? {} : { password }),
          },
        }),
      ),
    locate: ({ status, message }) => (status === 409 || status === 422 ? { email: message } : {}),
    onDone: (user) => {
      void queryClient.invalidateQueries(allUsersOf(projectId));
      toast(`${user.email} is created.`);
      onClose();
      onDone(user.id);
    },
  });
  return (
    <Dialog title="Create user" description="They can sign in at once; no mail is sent." onClose={onClose}>
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="E-mail" fault={form.faults.email}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
        </Field>
        <Field
          label="Password"
          optional
          fault={form.faults.password}
          hint="Without one they sign in by magic link or reset it."
        >
          {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
        </Field>
        <label htmlFor={id} className="flex items-center justify-between gap-4">
          <span className="grid gap-0.5">
            <span className="font-medium text-[0.8125rem]">The address is confirmed</span>
            <span className="text-ink-faint text-xs">Otherwise they confirm it by a mail of their own.</span>
          </span>
          <Switch id={id} checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />
        </label>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            Create user
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
