import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { ApiKey } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { apiKeysQuery } from "./api-keys-query";

export function ApiKeyList({ projectId, keys }: { projectId: string; keys: readonly ApiKey[] }) {
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const queryClient = useQueryClient();
  return (
    <>
      <ul aria-label="API keys" className="divide-y">
        {keys.map((key) => (
          <ApiKeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
        ))}
      </ul>
      {revoking !== null && (
        <ConfirmDialog
          title={`Revoke ${revoking.name}?`}
          verb="Revoke key"
          confirm={() =>
            answer(
              api.DELETE("/platform/projects/{id}/api-keys/{keyId}", {
                params: { path: { id: projectId, keyId: revoking.id } },
              }),
            )
          }
          onDone={() => {
            void queryClient.invalidateQueries(apiKeysQuery(projectId));
            toast(`${revoking.name} is revoked.`);
            setRevoking(null);
          }}
          onClose={() => setRevoking(null)}
        >
          Whatever uses it is refused from now on. This can’t be undone.
        </ConfirmDialog>
      )}
    </>
  );
}

function ApiKeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const revoked = apiKey.revoked_at !== null;
  return (
    <li
      className={cn("flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5", revoked && "opacity-65")}
    >
      <div className="grid min-w-0 flex-1 basis-full sm:basis-56 gap-0.5">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium text-[0.8125rem]">{apiKey.name}</span>
          <Badge tone={revoked ? "neutral" : apiKey.kind === "secret" ? "danger" : "success"}>
            {revoked ? "revoked" : apiKey.kind}
          </Badge>
        </span>
        <code className="truncate font-mono text-ink-faint text-xs">{apiKey.prefix}…</code>
      </div>
      <p className="max-sm:flex-1 text-ink-faint text-xs">
        {apiKey.last_used_at === null ? (
          <>
            Never used, created <RelativeTime value={apiKey.created_at} />
          </>
        ) : (
          <>
            Last used <RelativeTime value={apiKey.last_used_at} />
          </>
        )}
      </p>
      {!revoked && (
        <Button look="danger-outline" size="sm" aria-label={`Revoke ${apiKey.name}`} onClick={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  );
}
