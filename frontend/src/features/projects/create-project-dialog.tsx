import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/api/client";
import { allProjects, projectQuery } from "@/api/projects";
import { faultsOf } from "@/components/field-rules";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { projectNameFault } from "./project-name";

export function CreateProjectDialog({ orgId, onClose }: { orgId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    fields: ["name"],
    validate: ({ name }) => faultsOf({ name: projectNameFault(name) }),
    submit: ({ name }) =>
      answer(api.POST("/platform/projects", { body: { name: name.trim(), org_id: orgId } })),
    locate: ({ status, message }) => (status === 409 ? { name: message } : {}),
    onDone: async (project) => {
      queryClient.setQueryData(projectQuery(project.id).queryKey, project);
      void queryClient.invalidateQueries(allProjects);
      await navigate({ to: "/projects/$projectId", params: { projectId: project.id } });
      toast(`Project ${project.name} is ready.`);
    },
  });
  return (
    <Dialog
      title="New project"
      description="It gets a database of its own, its keys and its API at once."
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="Name" fault={form.faults.name} hint="Shown in this dashboard; your apps never see it.">
          {(control) => (
            <Input {...control} name="name" autoComplete="off" maxLength={120} placeholder="Web shop" />
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {form.busy ? "Creating…" : "Create project"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
