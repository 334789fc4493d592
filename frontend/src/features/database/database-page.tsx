import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { EyeOff, KeyRound, RefreshCw } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { projectQuery } from "@/api/projects";
import { sessionQuery } from "@/api/session";
import type { DatabaseCredentials } from "@/api/types";
import { CodeBlock } from "@/components/code-block";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ValueField } from "@/components/value-field";
import { connectionUri, psqlCommand } from "./connection";
import { RotateDialog } from "./rotate-dialog";

export function DatabasePage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const [credentials, setCredentials] = useState<DatabaseCredentials | null>(null);
  const [rotating, setRotating] = useState(false);
  return (
    <Page title="Database" description="Connect with psql, a driver or a migration tool.">
      <PausedBanner project={project} />
      <Card aria-label="Connection">
        <CardHeader
          title="Connection"
          description="Your own PostgreSQL login. It works for every project you may develop."
          action={
            credentials === null ? (
              <Button size="sm" onClick={() => setRotating(true)}>
                <RefreshCw aria-hidden="true" />
                New password
              </Button>
            ) : (
              <Button size="sm" onClick={() => setCredentials(null)}>
                <EyeOff aria-hidden="true" />
                Hide
              </Button>
            )
          }
        />
        <CardBody>
          {credentials === null ? (
            <RevealForm onRevealed={setCredentials} />
          ) : (
            <Credentials credentials={credentials} database={project.db_name} />
          )}
        </CardBody>
      </Card>
      {rotating && (
        <RotateDialog
          onRotated={(rotated) => {
            setCredentials(rotated);
            setRotating(false);
          }}
          onClose={() => setRotating(false)}
        />
      )}
    </Page>
  );
}

function RevealForm({ onRevealed }: { onRevealed: (credentials: DatabaseCredentials) => void }) {
  const queryClient = useQueryClient();
  const email = useSuspenseQuery(sessionQuery).data.email;
  const form = useForm({
    fields: ["platform_password"],
    validate: ({ platform_password }) =>
      faultsOf({ platform_password: platform_password === "" ? "Enter your password." : undefined }),
    submit: (body) => answer(api.POST("/platform/credentials/reveal", { body })),
    locate: ({ status, message }) => {
      if (status !== 401) return {};
      // Either the password is wrong or the session is over; asking for the account tells.
      void queryClient.invalidateQueries(sessionQuery);
      return { platform_password: message };
    },
    onDone: onRevealed,
  });
  return (
    <form {...form.props} className="grid max-w-md gap-4">
      <p className="text-ink-soft text-[0.8125rem]">
        The password of your database login is stored under a key that only your account password opens.
      </p>
      <Refusal error={form.refusal} />
      <input type="hidden" name="username" autoComplete="username" defaultValue={email} />
      <Field label="Your account password" fault={form.faults.platform_password}>
        {(control) => (
          <Input {...control} name="platform_password" type="password" autoComplete="current-password" />
        )}
      </Field>
      <Button type="submit" look="primary" busy={form.busy} className="justify-self-start">
        {!form.busy && <KeyRound aria-hidden="true" />}
        Reveal credentials
      </Button>
    </form>
  );
}

function Credentials({ credentials, database }: { credentials: DatabaseCredentials; database: string }) {
  return (
    <div className="grid gap-5">
      <ValueField
        label="Connection string"
        value={connectionUri(credentials, database)}
        secret
        hint="It contains your password."
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <ValueField label="Host" value={credentials.pg_host} />
        <ValueField label="Port" value={credentials.pg_port} />
        <ValueField label="Database" value={database} />
        <ValueField label="User" value={credentials.pg_username} />
        <ValueField label="Password" value={credentials.pg_password} secret className="sm:col-span-2" />
      </div>
      <div className="grid min-w-0 gap-1.5">
        <h3 className="font-medium text-[0.8125rem]">psql</h3>
        <CodeBlock code={psqlCommand(credentials, database)} what="psql command" />
      </div>
    </div>
  );
}
