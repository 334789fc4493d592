import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { organisationsQuery } from "@/api/organisations";
import { sessionQuery } from "@/api/session";
import type { Organisation } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { membersQuery } from "./queries";

export function TransferDialog({
  organisation,
  onClose,
}: {
  organisation: Organisation;
  onClose: () => void;
}) {
  const queryClient = useQueryClient();
  const me = useQuery(sessionQuery).data?.id;
  const others = useQuery(membersQuery(organisation.id)).data?.filter(({ user_id }) => user_id !== me) ?? [];
  const form = useForm({
    fields: ["user_id", "platform_password"],
    validate: ({ user_id, platform_password }) =>
      faultsOf({
        user_id: user_id === "" ? "Choose the new owner." : undefined,
        platform_password: platform_password === "" ? "Enter your account password." : undefined,
      }),
    submit: (body) =>
      answer(api.POST("/platform/orgs/{id}/transfer", { params: { path: { id: organisation.id } }, body })),
    locate: ({ status, message }) => (status === 401 ? { platform_password: message } : {}),
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ["organisation", organisation.id] });
      void queryClient.invalidateQueries(organisationsQuery);
      toast(`${organisation.name} has a new owner.`);
      onClose();
    },
  });
  return (
    <Dialog
      title={`Hand ${organisation.name} on`}
      description="The new owner may do everything, also remove you. You stay as admin."
      onClose={onClose}
    >
      {others.length === 0 ? (
        <p className="text-ink-faint">There is no other member yet. Invite somebody first.</p>
      ) : (
        <form {...form.props} className="grid gap-5">
          <Refusal error={form.refusal} />
          <Field label="New owner" fault={form.faults.user_id}>
            {(control) => (
              <Select {...control} name="user_id" defaultValue="">
                <option value="">Choose a member…</option>
                {others.map(({ user_id, email }) => (
                  <option key={user_id} value={user_id}>
                    {email}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Your account password" fault={form.faults.platform_password}>
            {(control) => (
              <Input {...control} name="platform_password" type="password" autoComplete="current-password" />
            )}
          </Field>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="danger" busy={form.busy}>
              Transfer ownership
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}
