import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { AuthUserDetail, Project } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Refusal, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { allUsersOf } from "./queries";
import { banDurations, isBanned, userName } from "./user-state";

interface UserActionsProps {
  project: Project;
  user: AuthUserDetail;
  onDeleted: () => void;
}

export function UserActions({ project, user, onDeleted }: UserActionsProps) {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<"ban" | "delete" | null>(null);
  const name = userName(user);
  const path = { id: project.id, userId: user.id };
  const close = (): void => setAsked(null);
  const unban = useMutation({
    mutationFn: () =>
      answer(api.POST("/platform/projects/{id}/auth/users/{userId}/unban", { params: { path } })),
    onSuccess: () => toast(`${name} may sign in again.`),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries(allUsersOf(project.id)),
  });
  return (
    <section aria-label="Danger zone" className="flex flex-wrap gap-2 border-t pt-5">
      {isBanned(user, Date.now()) ? (
        <Button busy={unban.isPending} onClick={() => unban.mutate()}>
          Lift the ban
        </Button>
      ) : (
        <Button look="danger-outline" onClick={() => setAsked("ban")}>
          Ban user
        </Button>
      )}
      <Button look="danger" onClick={() => setAsked("delete")}>
        Delete user
      </Button>
      {asked === "ban" && <BanDialog project={project} user={user} onClose={close} />}
      {asked === "delete" && (
        <ConfirmDialog
          title="Delete this user?"
          phrase={name}
          verb="Delete user"
          confirm={() =>
            answer(api.DELETE("/platform/projects/{id}/auth/users/{userId}", { params: { path } }))
          }
          onDone={() => {
            void queryClient.invalidateQueries(allUsersOf(project.id));
            toast(`${name} is deleted.`);
            onDeleted();
          }}
          onClose={close}
        >
          Their sessions, factors and identities go too. Rows of yours that point to them may go or stop the
          deletion, as your foreign keys say. This can’t be undone.
        </ConfirmDialog>
      )}
    </section>
  );
}

function BanDialog({
  project,
  user,
  onClose,
}: {
  project: Project;
  user: AuthUserDetail;
  onClose: () => void;
}) {
  const queryClient = useQueryClient();
  const form = useForm({
    fields: ["duration"],
    submit: ({ duration }) =>
      answer(
        api.POST("/platform/projects/{id}/auth/users/{userId}/ban", {
          params: { path: { id: project.id, userId: user.id } },
          body: duration === "" ? {} : { duration },
        }),
      ),
    onDone: () => {
      void queryClient.invalidateQueries(allUsersOf(project.id));
      toast(`${userName(user)} is banned.`);
      onClose();
    },
  });
  return (
    <Dialog
      title={`Ban ${userName(user)}?`}
      description="All of their sessions end at once, and they can’t sign in."
      size="sm"
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="For" fault={form.faults.duration}>
          {(control) => (
            <Select {...control} name="duration" defaultValue="">
              {banDurations.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={form.busy}>
            Ban user
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
