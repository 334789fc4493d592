import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { projectsIn } from "@/api/projects";
import type { BackupRun } from "@/api/types";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { absoluteTime } from "@/components/relative-time";
import { SwitchLine } from "@/components/switch-line";
import { TaskProgress } from "@/components/task-progress";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

interface RestoreDialogProps {
  orgId: string;
  run: BackupRun;
  onClose: () => void;
}

export function RestoreDialog({ orgId, run, onClose }: RestoreDialogProps) {
  const [task, setTask] = useState<{ projectId: string; id: number } | null>(null);
  if (task !== null) {
    return (
      <Dialog title="Restore" onClose={onClose}>
        <div className="grid gap-5">
          <TaskProgress projectId={task.projectId} taskId={task.id} />
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </div>
      </Dialog>
    );
  }
  return <RestoreForm orgId={orgId} run={run} onStarted={setTask} onClose={onClose} />;
}

interface RestoreFormProps extends RestoreDialogProps {
  onStarted: (task: { projectId: string; id: number }) => void;
}

function RestoreForm({ orgId, run, onStarted, onClose }: RestoreFormProps) {
  const queryClient = useQueryClient();
  const projects = useQuery(projectsIn(orgId)).data ?? [];
  const own = projects.find(({ id }) => id === run.project_id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [dry, setDry] = useState(false);
  const target = projects.find(({ id }) => id === (chosen ?? own?.id));
  const form = useForm({
    fields: ["target_project_id", "phrase", "platform_password"],
    validate: ({ phrase, platform_password }) =>
      faultsOf({
        target_project_id: target === undefined ? "Choose a project." : undefined,
        phrase:
          dry || phrase.trim() === target?.name ? undefined : "Type the name of the project as it is shown.",
        platform_password: platform_password === "" ? "Enter your account password." : undefined,
      }),
    submit: ({ platform_password }) =>
      answer(
        api.POST("/platform/backups/{id}/restore", {
          params: { path: { id: run.id } },
          body: {
            platform_password,
            dry_run: dry,
            ...(target === undefined || target.id === run.project_id ? {} : { target_project_id: target.id }),
          },
        }),
      ),
    locate: ({ status, message }) => (status === 401 ? { platform_password: message } : {}),
    onDone: ({ task_id }) => {
      const projectId = target?.id ?? run.project_id ?? "";
      void queryClient.invalidateQueries({ queryKey: ["project", projectId, "imports"] });
      onStarted({ projectId, id: task_id });
    },
  });
  return (
    <Dialog
      title="Restore this backup?"
      description={`As it was at ${absoluteTime(run.started_at)}. It is restored beside the database and takes its place at the end.`}
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="Into" fault={form.faults.target_project_id}>
          {(control) => (
            <Select
              {...control}
              name="target_project_id"
              value={target?.id ?? ""}
              onChange={(event) => setChosen(event.target.value)}
            >
              {target === undefined && <option value="">Choose a project…</option>}
              {projects.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                  {id === run.project_id ? " (where it comes from)" : ""}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <SwitchLine
          label="Only try it"
          note="Restores beside the database, checks it and throws it away. Nothing changes."
          checked={dry}
          onChange={(event) => setDry(event.target.checked)}
        />
        {!dry && target !== undefined && (
          <>
            <Callout tone="warning">
              What was written to {target.name} since then is no longer there afterwards. The database as it
              is now is kept for 24 hours.
            </Callout>
            <Field
              label={
                <>
                  Type <strong className="select-all font-mono text-danger">{target.name}</strong> to confirm
                </>
              }
              fault={form.faults.phrase}
            >
              {(control) => <Input {...control} name="phrase" autoComplete="off" spellCheck={false} />}
            </Field>
          </>
        )}
        <Field label="Your account password" fault={form.faults.platform_password}>
          {(control) => (
            <Input {...control} name="platform_password" type="password" autoComplete="current-password" />
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={dry ? "primary" : "danger"} busy={form.busy}>
            {dry ? "Try it" : "Restore"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
