import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { GrantableRole, Member, Organisation } from "@/api/types";
import { Avatar } from "@/components/avatar";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { membersQuery } from "./queries";
import { mayActOn, rolesBelow } from "./roles";

interface MemberRowProps {
  member: Member;
  organisation: Organisation;
  isMe: boolean;
  removing: boolean;
  onRemoving: (removing: boolean) => void;
}

export function MemberRow({ member, organisation, isMe, removing, onRemoving }: MemberRowProps) {
  const queryClient = useQueryClient();
  const acts = !isMe && mayActOn(organisation.role, member.role);
  const { queryKey } = membersQuery(organisation.id);
  const change = useRoleChange(organisation.id, member);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
      <Avatar name={member.email} />
      <div className="grid min-w-0 flex-1 basis-44 gap-0.5">
        <p className="flex items-center gap-2 font-medium text-[0.8125rem]">
          <span className="truncate">{member.email}</span>
          {isMe && <Badge tone="accent">you</Badge>}
        </p>
        <p className="text-ink-faint text-xs">
          Joined <RelativeTime value={member.created_at} />
        </p>
      </div>
      {acts ? (
        <div className="flex items-center gap-2 max-sm:w-full max-sm:pl-11">
          <Select
            aria-label={`Role of ${member.email}`}
            value={member.role}
            disabled={change.isPending}
            onChange={(event) => change.mutate(event.target.value as GrantableRole)}
            className="w-34 max-sm:flex-1"
          >
            {rolesBelow(organisation.role).map((role) => (
              <option key={role} value={role}>
                {role}
              </option>
            ))}
          </Select>
          <Button
            look="danger-outline"
            aria-label={`Remove ${member.email}`}
            onClick={() => onRemoving(true)}
          >
            Remove
          </Button>
        </div>
      ) : (
        <Badge tone={member.role === "owner" ? "accent" : "neutral"}>{member.role}</Badge>
      )}
      {removing && (
        <ConfirmDialog
          title={`Remove ${member.email}?`}
          verb="Remove member"
          confirm={() =>
            answer(
              api.DELETE("/platform/orgs/{id}/members/{userId}", {
                params: { path: { id: organisation.id, userId: member.user_id } },
              }),
            )
          }
          onDone={() => {
            queryClient.setQueryData(queryKey, (known) =>
              known?.filter(({ user_id }) => user_id !== member.user_id),
            );
            void queryClient.invalidateQueries({ queryKey: ["organisation", organisation.id] });
            toast(`${member.email} is no longer a member.`);
            onRemoving(false);
          }}
          onClose={() => onRemoving(false)}
        >
          They lose access to all projects of {organisation.name} at once. What they made stays.
        </ConfirmDialog>
      )}
    </li>
  );
}

/// Shown at once, and taken back if the server refuses.
function useRoleChange(orgId: string, member: Member) {
  const queryClient = useQueryClient();
  const { queryKey } = membersQuery(orgId);
  return useMutation({
    mutationFn: (role: GrantableRole) =>
      answer(
        api.PATCH("/platform/orgs/{id}/members/{userId}", {
          params: { path: { id: orgId, userId: member.user_id } },
          body: { role },
        }),
      ),
    onMutate: async (role) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (known) =>
        known?.map((one) => (one.user_id === member.user_id ? { ...one, role } : one)),
      );
      return { before };
    },
    onSuccess: (_status, role) => toast(`${member.email} is ${role} now.`),
    onError: (error, _role, rollback) => {
      queryClient.setQueryData(queryKey, rollback?.before);
      toast(error.message, "danger");
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
