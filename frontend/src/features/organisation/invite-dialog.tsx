import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { GrantableRole, IssuedOrgInvite, Organisation } from "@/api/types";
import { ChoiceCards } from "@/components/choice-cards";
import { emailFault, faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ValueField } from "@/components/value-field";
import { invitesQuery } from "./queries";
import { roleNotes, rolesBelow } from "./roles";

interface InviteDialogProps {
  organisation: Organisation;
  onClose: () => void;
}

export function InviteDialog({ organisation, onClose }: InviteDialogProps) {
  const [issued, setIssued] = useState<IssuedOrgInvite | null>(null);
  if (issued !== null) return <InviteLink invite={issued} onClose={onClose} />;
  return <NewInvite organisation={organisation} onIssued={setIssued} onClose={onClose} />;
}

function NewInvite({
  organisation,
  onIssued,
  onClose,
}: InviteDialogProps & { onIssued: (invite: IssuedOrgInvite) => void }) {
  const queryClient = useQueryClient();
  const [role, setRole] = useState<GrantableRole>("developer");
  const form = useForm({
    fields: ["email"],
    validate: ({ email }) => faultsOf({ email: emailFault(email) }),
    submit: ({ email }) =>
      answer(
        api.POST("/platform/orgs/{id}/invites", {
          params: { path: { id: organisation.id } },
          body: { email: email.trim(), role },
        }),
      ),
    locate: ({ status, message }) => (status === 409 ? { email: message } : {}),
    onDone: (invite) => {
      void queryClient.invalidateQueries(invitesQuery(organisation.id));
      onIssued(invite);
    },
  });
  return (
    <Dialog
      title={`Invite to ${organisation.name}`}
      description="You get a link to pass on. It is good for this address only, and for seven days."
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="E-mail" fault={form.faults.email}>
          {(control) => (
            <Input {...control} name="email" type="email" autoComplete="off" placeholder="bob@example.com" />
          )}
        </Field>
        <ChoiceCards
          label="Role"
          name="role"
          value={role}
          onChange={setRole}
          choices={rolesBelow(organisation.role)
            .toReversed()
            .map((value) => ({ value, text: value, note: roleNotes[value] }))}
        />
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

function InviteLink({ invite, onClose }: { invite: IssuedOrgInvite; onClose: () => void }) {
  return (
    <Dialog title="Pass this link on" onClose={onClose}>
      <div className="grid gap-5">
        <Callout tone="warning">
          This is the only time it is shown. We keep a hash of it and nothing else.
        </Callout>
        <ValueField
          label="Invite link"
          value={invite.url}
          hint={
            <>
              For <strong className="font-medium">{invite.email}</strong>, who becomes {invite.role}. Without
              an account they can make one on the way.
              {invite.mailed && " We have mailed it to them as well."}
            </>
          }
        />
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
