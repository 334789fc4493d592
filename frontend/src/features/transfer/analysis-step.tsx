import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { DumpAnalysis, ImportTask, Project } from "@/api/types";
import { upload } from "@/api/upload";
import { Refusal } from "@/components/form";
import { byteSize, compactNumber } from "@/components/numbers";
import { SwitchLine } from "@/components/switch-line";
import { Warnings } from "@/components/task-progress";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CardBody, CardFooter } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface AnalysisStepProps {
  project: Project;
  analysis: DumpAnalysis;
  file: File;
  onBack: () => void;
  onStarted: (taskId: number) => void;
}

const formats: Readonly<Record<string, string>> = {
  custom: "archive of pg_dump",
  tar: "tar archive of pg_dump",
  directory: "directory of pg_dump",
  sql: "SQL script",
};

export function AnalysisStep({ project, analysis, file, onBack, onStarted }: AnalysisStepProps) {
  const [clean, setClean] = useState(false);
  const [typed, setTyped] = useState("");
  const [users, setUsers] = useState(true);
  const [triggers, setTriggers] = useState(true);
  const [sent, setSent] = useState<number | null>(null);
  const start = useMutation({
    mutationFn: () => {
      const body = new FormData();
      body.append("clean_import", String(clean));
      body.append("skip_auth_schema", "true");
      body.append("migrate_auth_users", String(users));
      body.append("disable_triggers", String(triggers));
      if (analysis.upload_id === undefined) body.append("file", file);
      else body.append("upload_id", analysis.upload_id);
      return upload<ImportTask>({
        path: `/platform/projects/${project.id}/import`,
        body,
        signal: new AbortController().signal,
        onProgress: setSent,
      });
    },
    onSuccess: ({ id }) => onStarted(id),
  });
  return (
    <>
      <CardBody className="grid gap-6">
        <Summary analysis={analysis} />
        {analysis.warnings !== undefined && analysis.warnings.length > 0 && (
          <Warnings warnings={analysis.warnings} />
        )}
        <div className="grid gap-4">
          {analysis.has_auth_users && (
            <SwitchLine
              label="Bring the users along"
              note="With their passwords, identities and metadata. Who is here already is left as is."
              checked={users}
              onChange={(event) => setUsers(event.target.checked)}
            />
          )}
          <SwitchLine
            label="Triggers rest meanwhile"
            note="So that they don’t change rows that are as they should be."
            checked={triggers}
            onChange={(event) => setTriggers(event.target.checked)}
          />
          <SwitchLine
            label="Empty the schema public first"
            note="All its tables, views, functions and types are dropped."
            checked={clean}
            onChange={(event) => setClean(event.target.checked)}
          />
        </div>
        {clean && (
          <Field
            label={
              <>
                Type <strong className="select-all font-mono text-danger">{project.name}</strong> to confirm
              </>
            }
            className="max-w-md"
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        <Refusal error={start.error} />
      </CardBody>
      <CardFooter>
        <Button size="sm" onClick={onBack}>
          Choose another file
        </Button>
        <Button
          size="sm"
          look={clean ? "danger" : "primary"}
          busy={start.isPending}
          disabled={clean && typed.trim() !== project.name}
          onClick={() => start.mutate()}
        >
          {start.isPending && sent !== null && sent < 100 ? `Sending ${Math.floor(sent)} %` : "Start import"}
        </Button>
      </CardFooter>
    </>
  );
}

function Summary({ analysis }: { analysis: DumpAnalysis }) {
  const { tables = [], extensions = [] } = analysis;
  const missing = extensions.filter(({ available }) => !available);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium text-[0.8125rem]">{analysis.file_name}</span>
        <Badge>{formats[analysis.format] ?? analysis.format}</Badge>
        <Badge>{byteSize(analysis.file_size)}</Badge>
        {analysis.is_supabase_dump && <Badge tone="accent">from Supabase</Badge>}
        {analysis.has_auth_users && <Badge tone="info">has users</Badge>}
        {typeof analysis.server_version === "string" && <Badge>PostgreSQL {analysis.server_version}</Badge>}
      </div>
      {analysis.recommended_action !== "" && (
        <Callout>{analysis.recommended_action.replaceAll("_", " ")}</Callout>
      )}
      {tables.length > 0 && (
        <section aria-label="Tables in the dump" className="grid gap-2">
          <h3 className="font-medium text-[0.8125rem]">
            {tables.length === 1 ? "One table" : `${tables.length} tables`}
          </h3>
          <ul className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
            {tables.map(({ schema, name, estimated_rows }) => (
              <li
                key={`${schema}.${name}`}
                className="rounded-md border bg-canvas px-2 py-0.5 font-mono text-xs"
              >
                {schema === "public" ? "" : `${schema}.`}
                {name}
                {estimated_rows !== null && (
                  <span className="text-ink-faint"> {compactNumber(estimated_rows)}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {missing.length > 0 && (
        <Callout tone="warning">
          Not available here, and left out: {missing.map(({ name }) => name).join(", ")}.
        </Callout>
      )}
    </div>
  );
}
