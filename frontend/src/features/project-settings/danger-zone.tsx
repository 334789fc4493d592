import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { allProjects, projectQuery, projectsIn } from "@/api/projects";
import type { Project } from "@/api/types";
import { Act } from "@/components/act";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useProjectSwitch } from "@/components/project-switch";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";

export function DangerZone({ project }: { project: Project }) {
  const [asked, setAsked] = useState<"pause" | "delete" | null>(null);
  const pause = useProjectSwitch(project.id, "pause");
  const resume = useProjectSwitch(project.id, "resume");
  const close = (): void => setAsked(null);
  return (
    <Card aria-label="Danger zone">
      <CardHeader title="Danger zone" />
      <ul className="divide-y border-t">
        {project.status === "paused" ? (
          <Act title="Resume project" note="Its APIs answer again at once.">
            <Button size="sm" busy={resume.isPending} onClick={() => resume.mutate()}>
              Resume
            </Button>
          </Act>
        ) : (
          <Act
            title="Pause project"
            note="Its APIs refuse every call until you resume it. Its data and backups go on."
          >
            <Button size="sm" disabled={project.status !== "active"} onClick={() => setAsked("pause")}>
              Pause
            </Button>
          </Act>
        )}
        <Act title="Delete project" note="Its database, users, files and keys are gone for good.">
          <Button size="sm" look="danger" onClick={() => setAsked("delete")}>
            Delete
          </Button>
        </Act>
      </ul>
      {asked === "pause" && (
        <ConfirmDialog
          title={`Pause ${project.name}?`}
          verb="Pause project"
          tone="primary"
          confirm={() => pause.mutateAsync()}
          onDone={close}
          onClose={close}
        >
          Apps that use it are refused until you resume it.
        </ConfirmDialog>
      )}
      {asked === "delete" && <DeleteDialog project={project} onClose={close} />}
    </Card>
  );
}

function DeleteDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      title={`Delete ${project.name}?`}
      phrase={project.name}
      verb="Delete project"
      confirm={() =>
        answer(
          api.DELETE("/platform/projects/{id}", {
            params: { path: { id: project.id } },
            body: { confirm_name: project.name },
          }),
        )
      }
      onDone={async () => {
        queryClient.setQueryData(projectsIn(project.org_id).queryKey, (shown) =>
          shown?.filter(({ id }) => id !== project.id),
        );
        await navigate({ to: "/orgs/$orgId", params: { orgId: project.org_id } });
        queryClient.removeQueries({ queryKey: projectQuery(project.id).queryKey });
        void queryClient.invalidateQueries(allProjects);
        toast(`${project.name} is deleted.`);
      }}
      onClose={onClose}
    >
      The database <code className="font-mono">{project.db_name}</code> with all its rows, users and files is
      dropped. This can’t be undone.
    </ConfirmDialog>
  );
}
