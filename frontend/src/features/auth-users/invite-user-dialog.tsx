import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { emailFault, faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { allUsersOf } from "./queries";

export function InviteUserDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm({
    fields: ["email"],
    validate: ({ email }) => faultsOf({ email: emailFault(email) }),
    submit: ({ email }) =>
      answer(
        api.POST("/platform/projects/{id}/auth/users/invite", {
          params: { path: { id: projectId } },
          body: { email: email.trim() },
        }),
      ),
    locate: ({ status, message }) => (status === 409 || status === 422 ? { email: message } : {}),
    onDone: (user) => {
      void queryClient.invalidateQueries(allUsersOf(projectId));
      toast(`An invite is on its way to ${user.email}.`);
      onClose();
    },
  });
  return (
    <Dialog
      title="Invite a user"
      description="They get a mail with a link that signs them in. Without a mail server it waits in the mailbox."
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="E-mail" fault={form.faults.email}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            Send invite
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
