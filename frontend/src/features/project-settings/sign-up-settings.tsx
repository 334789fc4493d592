import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { answer, api } from "@/api/client";
import { projectQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { passwordLengthFault, settingsChange } from "./settings-change";

export function SignUpSettings({ project }: { project: Project }) {
  const before = project.settings;
  const queryClient = useQueryClient();
  const [enableSignup, setEnableSignup] = useState(before.enable_signup);
  const [autoconfirm, setAutoconfirm] = useState(before.autoconfirm);
  const [length, setLength] = useState(String(before.password_min_length));
  const change = settingsChange(before, {
    enable_signup: enableSignup,
    autoconfirm,
    password_min_length: Number(length),
  });
  const unchanged = Object.keys(change).length === 0;
  const form = useForm({
    fields: ["password_min_length"],
    validate: ({ password_min_length }) =>
      faultsOf({ password_min_length: passwordLengthFault(password_min_length) }),
    submit: () =>
      answer(
        api.PATCH("/platform/projects/{id}/settings", { params: { path: { id: project.id } }, body: change }),
      ),
    onDone: (settings) => {
      queryClient.setQueryData(projectQuery(project.id).queryKey, (shown) =>
        shown === undefined ? shown : { ...shown, settings: { ...shown.settings, ...settings } },
      );
      toast("Settings saved.");
    },
  });
  return (
    <Card aria-label="Sign-up">
      <form {...form.props}>
        <CardHeader title="Sign-up" description="How the users of your app get an account." />
        <CardBody className="grid gap-5">
          <Refusal error={form.refusal} />
          <Choice
            title="Allow new users"
            note="When off, only you can add users; those who have an account still sign in."
            checked={enableSignup}
            onChange={setEnableSignup}
          />
          <Choice
            title="Confirm e-mail addresses automatically"
            note="When off, new users must follow a link in a mail before they can sign in."
            checked={autoconfirm}
            onChange={setAutoconfirm}
          />
          <Field
            label="Shortest password"
            fault={form.faults.password_min_length}
            hint="Characters, from 6 to 72. Holds for new passwords."
            className="max-w-sm [&_input]:w-24"
          >
            {(control) => (
              <Input
                {...control}
                name="password_min_length"
                type="number"
                inputMode="numeric"
                min={6}
                max={72}
                value={length}
                onChange={(event) => setLength(event.target.value)}
              />
            )}
          </Field>
        </CardBody>
        <CardFooter>
          <Button type="submit" look="primary" size="sm" busy={form.busy} disabled={unchanged}>
            Save changes
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}

interface ChoiceProps {
  title: string;
  note: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Choice({ title, note, checked, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium text-[0.8125rem]">
          {title}
        </label>
        <p id={`${id}-note`} className="text-ink-faint text-xs">
          {note}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-note`}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}
