import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Project, SigningAlgorithm } from "@/api/types";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { signingKeysQuery } from "./signing-keys";

const algorithms: readonly { value: SigningAlgorithm; text: string }[] = [
  { value: "ES256", text: "ES256: elliptic curve, small and quick (recommended)" },
  { value: "EdDSA", text: "EdDSA: Ed25519" },
  { value: "ES512", text: "ES512: elliptic curve" },
  { value: "RS256", text: "RS256: RSA, known everywhere" },
  { value: "RS512", text: "RS512: RSA" },
  { value: "HS256", text: "HS256: a shared secret" },
];

export function CreateSigningKeyDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm({
    fields: ["algorithm"],
    submit: ({ algorithm }) =>
      answer(
        api.POST("/platform/projects/{id}/signing-keys", {
          params: { path: { id: project.id } },
          body: { algorithm: algorithm as SigningAlgorithm },
        }),
      ),
    onDone: () => {
      void queryClient.invalidateQueries(signingKeysQuery(project.id));
      toast("The key stands by. Take it into use in ten minutes.");
      onClose();
    },
  });
  return (
    <Dialog
      title="New standby key"
      description="Its public half is published at once; it signs only when you take it into use."
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="Algorithm" fault={form.faults.algorithm}>
          {(control) => (
            <Select {...control} name="algorithm" defaultValue="ES256">
              {algorithms.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            Create key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
