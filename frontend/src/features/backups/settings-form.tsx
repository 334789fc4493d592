import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { projectsIn } from "@/api/projects";
import type { BackupSchedule, BackupSettings } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm, type Values } from "@/components/form";
import { SwitchLine } from "@/components/switch-line";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segments } from "@/components/ui/segments";
import { toast } from "@/components/ui/toast";
import { UnsavedGuard } from "@/components/unsaved-guard";
import { backupSettingsQuery } from "./queries";
import { schedules } from "./run-state";

const fields = [
  "s3_endpoint",
  "s3_region",
  "s3_bucket",
  "s3_path_prefix",
  "s3_access_key",
  "s3_secret_key",
  "retention_days",
  "platform_password",
] as const;

interface SettingsFormProps {
  orgId: string;
  settings: BackupSettings | null;
  onClose: () => void;
}

export function SettingsForm({ orgId, settings, onClose }: SettingsFormProps) {
  const queryClient = useQueryClient();
  const projects = useQuery(projectsIn(orgId)).data ?? [];
  const [schedule, setSchedule] = useState<BackupSchedule>(settings?.schedule ?? "daily");
  const [chosen, setChosen] = useState<readonly string[]>(settings?.project_ids ?? []);
  const [encrypt, setEncrypt] = useState(settings?.encryption === "age");
  const [verify, setVerify] = useState(settings?.verify ?? true);
  const [dirty, setDirty] = useState(false);
  const test = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const data = new FormData(form);
      const text = (name: string): string => String(data.get(name) ?? "").trim();
      return answer(
        api.POST("/platform/backups/test-connection", {
          body: {
            org_id: orgId,
            s3_endpoint: text("s3_endpoint"),
            s3_region: text("s3_region"),
            s3_bucket: text("s3_bucket"),
            s3_path_prefix: text("s3_path_prefix"),
            s3_access_key: text("s3_access_key"),
            s3_secret_key: text("s3_secret_key"),
          },
        }),
      );
    },
  });
  const form = useForm({
    fields,
    validate: (values) => faultsOfSettings(values, settings === null),
    submit: (values) =>
      answer(
        api.POST("/platform/backups/settings", {
          body: {
            org_id: orgId,
            s3_endpoint: values.s3_endpoint.trim(),
            s3_region: values.s3_region.trim(),
            s3_bucket: values.s3_bucket.trim(),
            s3_path_prefix: values.s3_path_prefix.trim(),
            s3_access_key: values.s3_access_key.trim(),
            s3_secret_key: values.s3_secret_key.trim(),
            retention_days: Number(values.retention_days),
            platform_password: values.platform_password,
            schedule,
            project_ids: [...chosen],
            encryption: encrypt ? "age" : "none",
            verify,
          },
        }),
      ),
    locate: ({ status, message }) => (status === 401 ? { platform_password: message } : {}),
    onDone: (saved) => {
      queryClient.setQueryData(backupSettingsQuery(orgId).queryKey, saved);
      setDirty(false);
      toast("Backups are set up.");
      onClose();
    },
  });
  const kept = settings === null ? undefined : "Empty keeps the one we have.";
  return (
    <Card aria-label="Storage">
      <form
        {...form.props}
        onChange={() => {
          setDirty(true);
          if (!test.isIdle) test.reset();
        }}
      >
        <CardHeader
          title="Storage"
          description="An S3 bucket. Keys are kept encrypted and never shown again."
        />
        <CardBody className="grid gap-5">
          <Refusal error={form.refusal} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Endpoint" fault={form.faults.s3_endpoint}>
              {(control) => (
                <Input
                  {...control}
                  name="s3_endpoint"
                  type="url"
                  defaultValue={settings?.s3_endpoint}
                  placeholder="https://s3.eu-central-1.amazonaws.com"
                />
              )}
            </Field>
            <Field label="Region" fault={form.faults.s3_region}>
              {(control) => (
                <Input {...control} name="s3_region" defaultValue={settings?.s3_region ?? "us-east-1"} />
              )}
            </Field>
            <Field label="Bucket" fault={form.faults.s3_bucket}>
              {(control) => (
                <Input {...control} name="s3_bucket" autoComplete="off" defaultValue={settings?.s3_bucket} />
              )}
            </Field>
            <Field label="Path prefix" optional fault={form.faults.s3_path_prefix}>
              {(control) => (
                <Input
                  {...control}
                  name="s3_path_prefix"
                  autoComplete="off"
                  defaultValue={settings?.s3_path_prefix}
                  placeholder="dupabase/"
                />
              )}
            </Field>
            <Field label="Access key" fault={form.faults.s3_access_key} hint={kept}>
              {(control) => <Input {...control} name="s3_access_key" autoComplete="off" spellCheck={false} />}
            </Field>
            <Field label="Secret key" fault={form.faults.s3_secret_key} hint={kept}>
              {(control) => <Input {...control} name="s3_secret_key" type="password" autoComplete="off" />}
            </Field>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Button
              size="sm"
              busy={test.isPending}
              onClick={(event) => {
                const element = event.currentTarget.form;
                if (element !== null) test.mutate(element);
              }}
            >
              Test connection
            </Button>
            {test.isSuccess && (
              <span className="flex items-center gap-1.5 text-[0.8125rem] text-success" role="status">
                <CircleCheck className="size-4" aria-hidden="true" />
                The bucket answers.
              </span>
            )}
          </div>
          <Refusal error={test.error} />
        </CardBody>
        <CardBody className="grid gap-5">
          <div className="grid gap-4 sm:grid-cols-2">
            <div className="grid content-start justify-items-start gap-1.5">
              <span className="font-medium text-[0.8125rem]" aria-hidden="true">
                Schedule
              </span>
              <Segments label="Schedule" value={schedule} options={schedules} onChange={setSchedule} />
            </div>
            <Field
              label="Days to keep"
              fault={form.faults.retention_days}
              hint="The newest one always stays."
            >
              {(control) => (
                <Input
                  {...control}
                  name="retention_days"
                  inputMode="numeric"
                  defaultValue={settings?.retention_days ?? 30}
                  className="max-w-32"
                />
              )}
            </Field>
          </div>
          {projects.length > 0 && (
            <fieldset className="grid gap-2">
              <legend className="mb-1 font-medium text-[0.8125rem]">Projects</legend>
              <label className="flex items-center gap-2.5 text-[0.8125rem]">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={chosen.length === 0}
                  onChange={(event) => setChosen(event.target.checked ? [] : projects.map(({ id }) => id))}
                />
                All, also those to come
              </label>
              {chosen.length > 0 &&
                projects.map(({ id, name }) => (
                  <label key={id} className="flex items-center gap-2.5 pl-6 text-[0.8125rem]">
                    <input
                      type="checkbox"
                      className="size-4 accent-accent"
                      checked={chosen.includes(id)}
                      onChange={(event) =>
                        setChosen(
                          event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id),
                        )
                      }
                    />
                    {name}
                  </label>
                ))}
            </fieldset>
          )}
          <SwitchLine
            label="Encrypt before sending"
            note="With age, by a key of this organisation that we keep sealed."
            checked={encrypt}
            onChange={(event) => setEncrypt(event.target.checked)}
          />
          <SwitchLine
            label="Verify each backup"
            note="Reads it back and checks that it can be restored."
            checked={verify}
            onChange={(event) => setVerify(event.target.checked)}
          />
        </CardBody>
        <CardBody>
          <Field
            label="Your account password"
            fault={form.faults.platform_password}
            hint="Whoever may write backups reads all data."
            className="max-w-md"
          >
            {(control) => (
              <Input {...control} name="platform_password" type="password" autoComplete="current-password" />
            )}
          </Field>
        </CardBody>
        <CardFooter>
          <Button size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" size="sm" busy={form.busy}>
            Save
          </Button>
        </CardFooter>
      </form>
      <UnsavedGuard dirty={dirty} />
    </Card>
  );
}

function faultsOfSettings(values: Values<(typeof fields)[number]>, first: boolean) {
  const days = Number(values.retention_days);
  return faultsOf({
    s3_endpoint: /^https?:\/\/\S+$/.test(values.s3_endpoint.trim())
      ? undefined
      : "An address that begins with https://",
    s3_bucket: values.s3_bucket.trim() === "" ? "Name the bucket." : undefined,
    s3_access_key: first && values.s3_access_key.trim() === "" ? "Enter the access key." : undefined,
    s3_secret_key: first && values.s3_secret_key.trim() === "" ? "Enter the secret key." : undefined,
    retention_days:
      Number.isInteger(days) && days >= 1 && days <= 3650 ? undefined : "A number from 1 to 3650.",
    platform_password: values.platform_password === "" ? "Enter your account password." : undefined,
  });
}
