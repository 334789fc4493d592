import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { BackupSettings } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { backupSettingsQuery } from "./queries";

interface SwitchDialogProps {
  orgId: string;
  settings: BackupSettings;
  onClose: () => void;
}

export function SwitchDialog({ orgId, settings, onClose }: SwitchDialogProps) {
  const queryClient = useQueryClient();
  const enabled = !settings.enabled;
  const form = useForm({
    fields: ["platform_password"],
    validate: ({ platform_password }) =>
      faultsOf({ platform_password: platform_password === "" ? "Enter your account password." : undefined }),
    submit: ({ platform_password }) =>
      answer(
        api.PATCH("/platform/backups/settings", { body: { org_id: orgId, enabled, platform_password } }),
      ),
    locate: ({ status, message }) => (status === 401 ? { platform_password: message } : {}),
    onDone: (changed) => {
      queryClient.setQueryData(backupSettingsQuery(orgId).queryKey, changed);
      toast(enabled ? "Backups are on." : "Backups are off.");
      onClose();
    },
  });
  return (
    <Dialog
      title={enabled ? "Switch backups on?" : "Switch backups off?"}
      description={
        enabled
          ? "The schedule goes on where it stopped."
          : "No backup is made until you switch them on again."
      }
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
          <Button type="submit" look={enabled ? "primary" : "danger"} busy={form.busy}>
            {enabled ? "Switch on" : "Switch off"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
