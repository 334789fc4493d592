import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { PlatformInvite } from "@/api/types";
import { emailFault, faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ValueField } from "@/components/value-field";
import { serverInvitesQuery } from "./server-invites";

const lifetimes = [
  { hours: 24, text: "One day" },
  { hours: 72, text: "Three days" },
  { hours: 168, text: "One week" },
  { hours: 720, text: "30 days" },
];

export function NewInviteDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<PlatformInvite | null>(null);
  const queryClient = useQueryClient();
  const form = useForm({
    fields: ["email", "expires_in_hours"],
    validate: ({ email }) => faultsOf({ email: email.trim() === "" ? undefined : emailFault(email) }),
    submit: ({ email, expires_in_hours }) =>
      answer(
        api.POST("/platform/admin/invites", {
          body: {
            expires_in_hours: Number(expires_in_hours),
            ...(email.trim() === "" ? {} : { email: email.trim() }),
          },
        }),
      ),
    onDone: (invite) => {
      void queryClient.invalidateQueries(serverInvitesQuery);
      setMade(invite);
    },
  });
  if (made !== null) {
    return (
      <Dialog title="Pass this link on" onClose={onClose}>
        <div className="grid gap-5">
          <ValueField
            label="Registration link"
            value={`${window.location.origin}/register?invite=${made.code}`}
            hint={made.email === null ? "For anybody, once." : `For ${made.email}, once.`}
          />
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </DialogActions>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="New invite" description="A code with which one person may register." onClose={onClose}>
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="E-mail" optional fault={form.faults.email} hint="Then only this address may use it.">
          {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
        </Field>
        <Field label="Good for" fault={form.faults.expires_in_hours}>
          {(control) => (
            <Select {...control} name="expires_in_hours" defaultValue="72">
              {lifetimes.map(({ hours, text }) => (
                <option key={hours} value={hours}>
                  {text}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            Create invite
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
