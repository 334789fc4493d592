import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { isPersonal, organisationsQuery } from "@/api/organisations";
import { allProjects, projectsIn } from "@/api/projects";
import type { Organisation } from "@/api/types";
import { Act } from "@/components/act";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { TransferDialog } from "./transfer-dialog";

export function OrganisationDangerZone({ organisation }: { organisation: Organisation }) {
  const [asked, setAsked] = useState<"leave" | "transfer" | "delete" | null>(null);
  const close = (): void => setAsked(null);
  const owns = organisation.role === "owner";
  if (isPersonal(organisation)) return null;
  return (
    <Card aria-label="Danger zone">
      <CardHeader title="Danger zone" />
      <ul className="divide-y border-t">
        {owns ? (
          <>
            <Act title="Hand it on" note="Another member becomes owner; you stay as admin.">
              <Button size="sm" onClick={() => setAsked("transfer")}>
                Transfer
              </Button>
            </Act>
            <Act title="Delete organisation" note="With all of its projects, their databases and files.">
              <Button size="sm" look="danger" onClick={() => setAsked("delete")}>
                Delete
              </Button>
            </Act>
          </>
        ) : (
          <Act title="Leave" note="You lose access to its projects until somebody invites you again.">
            <Button size="sm" look="danger-outline" onClick={() => setAsked("leave")}>
              Leave
            </Button>
          </Act>
        )}
      </ul>
      {asked === "transfer" && <TransferDialog organisation={organisation} onClose={close} />}
      {asked === "leave" && <LeaveDialog organisation={organisation} onClose={close} />}
      {asked === "delete" && <DeleteDialog organisation={organisation} onClose={close} />}
    </Card>
  );
}

interface OwnDialogProps {
  organisation: Organisation;
  onClose: () => void;
}

function useGone(organisation: Organisation) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async (text: string): Promise<void> => {
    queryClient.setQueryData(organisationsQuery.queryKey, (known) =>
      known?.filter(({ id }) => id !== organisation.id),
    );
    await navigate({ to: "/projects" });
    queryClient.removeQueries({ queryKey: ["organisation", organisation.id] });
    void queryClient.invalidateQueries(organisationsQuery);
    void queryClient.invalidateQueries(allProjects);
    toast(text);
  };
}

function LeaveDialog({ organisation, onClose }: OwnDialogProps) {
  const gone = useGone(organisation);
  return (
    <ConfirmDialog
      title={`Leave ${organisation.name}?`}
      verb="Leave organisation"
      confirm={() =>
        answer(api.POST("/platform/orgs/{id}/leave", { params: { path: { id: organisation.id } } }))
      }
      onDone={() => gone(`You have left ${organisation.name}.`)}
      onClose={onClose}
    >
      What you made there stays with the others.
    </ConfirmDialog>
  );
}

function DeleteDialog({ organisation, onClose }: OwnDialogProps) {
  const gone = useGone(organisation);
  const projects = useQuery(projectsIn(organisation.id)).data ?? [];
  return (
    <ConfirmDialog
      title={`Delete ${organisation.name}?`}
      phrase={organisation.name}
      verb="Delete organisation"
      confirm={() =>
        answer(
          api.DELETE("/platform/orgs/{id}", {
            params: { path: { id: organisation.id }, query: { force: true } },
          }),
        )
      }
      onDone={() => gone(`${organisation.name} is deleted.`)}
      onClose={onClose}
    >
      {projects.length === 0 ? (
        "Its members lose it. This can’t be undone."
      ) : (
        <>
          {projects.length === 1 ? "One project goes" : `${projects.length} projects go`} with it, data and
          all: <strong className="font-medium text-ink">{projects.map(({ name }) => name).join(", ")}</strong>
          . This can’t be undone.
        </>
      )}
    </ConfirmDialog>
  );
}
