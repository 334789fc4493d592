import { ChevronRight, ScrollText } from "lucide-react";
import type { AuditEntry } from "@/api/types";
import { EmptyState } from "./states";
import { RelativeTime } from "./time";
import { Badge, type BadgeTone } from "./ui/badge";
import { CopyButton } from "./ui/copy-button";

/// “revoke_api_key” as “Revoke api key”.
export function actionText(action: string): string {
  const words = action.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function actionTone(action: string): BadgeTone {
  if (/failed|refused/.test(action)) return "warning";
  if (/^(?:admin_)?(?:delete|remove|revoke|ban)|^restore/.test(action)) return "danger";
  if (/^(?:admin_)?(?:create|accept|register|resume|unban|start)/.test(action)) return "success";
  return "neutral";
}

/// Lines of an audit log, each to be opened for its details.
export function AuditList({ entries, filtered }: { entries: readonly AuditEntry[]; filtered: boolean }) {
  if (entries.length === 0) {
    return (
      <div className="p-4">
        <EmptyState icon={ScrollText} title={filtered ? "Nothing matches" : "Nothing has happened yet"}>
          {filtered
            ? "Widen the time or choose all actions."
            : "Who changes something here is written down: keys, settings, members, SQL, backups."}
        </EmptyState>
      </div>
    );
  }
  return (
    <ul aria-label="Entries" className="divide-y overflow-clip rounded-[inherit]">
      {entries.map((entry) => (
        <li key={entry.id}>
          <details className="group">
            <summary className="flex list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 transition-colors hover:bg-hover sm:px-5 [&::-webkit-details-marker]:hidden">
              <ChevronRight
                className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
                aria-hidden="true"
              />
              <Badge tone={actionTone(entry.action)}>{actionText(entry.action)}</Badge>
              <span className="min-w-0 flex-1 truncate text-ink-soft text-xs">{summaryOf(entry)}</span>
              <span className="text-ink-faint text-xs max-sm:w-full max-sm:pl-7">
                <RelativeTime value={entry.created_at} />
              </span>
            </summary>
            <dl className="grid gap-x-8 gap-y-2 bg-canvas px-4 py-3 text-xs sm:grid-cols-2 sm:px-11">
              <Fact name="Time" value={new Date(entry.created_at).toISOString()} />
              <Fact name="User" value={entry.user_id} copy />
              <Fact name="Project" value={entry.project_id} copy />
              {entry.resource_id !== entry.project_id && (
                <Fact name={actionText(entry.resource_type)} value={entry.resource_id} copy />
              )}
              <Fact name="Address" value={entry.ip_address} />
              <Fact name="Program" value={entry.user_agent} />
              <Fact name="Request" value={entry.request_id} copy />
              {Object.keys(entry.metadata).length > 0 && (
                <div className="sm:col-span-2">
                  <dt className="text-ink-faint">Details</dt>
                  <dd>
                    <pre className="whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
                      {JSON.stringify(entry.metadata, null, 2)}
                    </pre>
                  </dd>
                </div>
              )}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}

function summaryOf({ metadata, resource_type, resource_id }: AuditEntry): string {
  for (const key of ["email", "name", "action", "file_name"]) {
    const value = metadata[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return resource_id === null ? "" : `${resource_type.replaceAll("_", " ")} ${resource_id}`;
}

function Fact({ name, value, copy = false }: { name: string; value: string | null; copy?: boolean }) {
  if (value === null) return null;
  return (
    <div className="grid min-w-0 grid-cols-[5.5rem_1fr] items-center gap-2">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className="truncate font-mono" title={value}>
          {value}
        </span>
        {copy && <CopyButton value={value} what={name.toLowerCase()} className="-my-1 size-6" />}
      </dd>
    </div>
  );
}
