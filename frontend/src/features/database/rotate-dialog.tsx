import { answer, api } from "@/api/client";
import type { DatabaseCredentials } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

interface RotateDialogProps {
  onRotated: (credentials: DatabaseCredentials) => void;
  onClose: () => void;
}

export function RotateDialog({ onRotated, onClose }: RotateDialogProps) {
  const form = useForm({
    fields: ["platform_password"],
    validate: ({ platform_password }) =>
      faultsOf({ platform_password: platform_password === "" ? "Enter your account password." : undefined }),
    submit: (body) => answer(api.POST("/platform/credentials/rotate", { body })),
    locate: ({ status, message }) => (status === 401 ? { platform_password: message } : {}),
    onDone: (credentials) => {
      onRotated(credentials);
      toast("The old password is refused from now on.");
    },
  });
  return (
    <Dialog
      title="A new database password?"
      description="Programs that log in with the old one are refused at their next connection, in all of your projects."
      size="sm"
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="Your account password" fault={form.faults.platform_password}>
          {(control) => (
            <Input {...control} name="platform_password" type="password" autoComplete="current-password" />
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={form.busy}>
            Set a new password
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
