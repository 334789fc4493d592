import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { ApiKeyKind, IssuedApiKey } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ValueField } from "@/components/value-field";
import { apiKeysQuery } from "./api-keys-query";

const kinds: readonly { value: ApiKeyKind; text: string; note: string }[] = [
  { value: "publishable", text: "Publishable", note: "For browsers and apps, bound by row level security." },
  { value: "secret", text: "Secret", note: "For servers; passes by every row policy." },
];

export function CreateKeyDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const [issued, setIssued] = useState<IssuedApiKey | null>(null);
  if (issued !== null) return <IssuedKeyDialog issued={issued} onClose={onClose} />;
  return <NewKeyDialog projectId={projectId} onIssued={setIssued} onClose={onClose} />;
}

interface NewKeyDialogProps {
  projectId: string;
  onIssued: (issued: IssuedApiKey) => void;
  onClose: () => void;
}

function NewKeyDialog({ projectId, onIssued, onClose }: NewKeyDialogProps) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<ApiKeyKind>("publishable");
  const form = useForm({
    fields: ["name"],
    validate: ({ name }) => faultsOf({ name: keyNameFault(name) }),
    submit: ({ name }) =>
      answer(
        api.POST("/platform/projects/{id}/api-keys", {
          params: { path: { id: projectId } },
          body: { name: name.trim(), kind },
        }),
      ),
    locate: ({ status, message }) => (status === 409 ? { name: message } : {}),
    onDone: (key) => {
      void queryClient.invalidateQueries(apiKeysQuery(projectId));
      onIssued(key);
    },
  });
  return (
    <Dialog
      title="New API key"
      description="Give each app or server a key of its own, so that you can revoke one alone."
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="Name" fault={form.faults.name}>
          {(control) => <Input {...control} name="name" autoComplete="off" placeholder="Mobile app" />}
        </Field>
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-1.5 font-medium text-[0.8125rem]">Kind</legend>
          {kinds.map(({ value, text, note }) => (
            <label
              key={value}
              className="grid cursor-pointer gap-0.5 rounded-lg border p-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name="kind"
                className="sr-only"
                checked={kind === value}
                onChange={() => setKind(value)}
              />
              <span className="font-medium text-[0.8125rem]">{text}</span>
              <span className="text-ink-soft text-xs">{note}</span>
            </label>
          ))}
        </fieldset>
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

function IssuedKeyDialog({ issued, onClose }: { issued: IssuedApiKey; onClose: () => void }) {
  return (
    <Dialog title="Copy your key now" onClose={onClose}>
      <div className="grid gap-5">
        <Callout tone="warning">
          This is the only time it is shown. We keep a hash of it and nothing else.
        </Callout>
        <ValueField label={issued.name} value={issued.key} />
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function keyNameFault(name: string): string | undefined {
  if (name.trim() === "") return "Give the key a name.";
  return name.trim().length > 100 ? "Use at most 100 characters." : undefined;
}
