import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiError } from "@/api/error";
import { cancelSql, catalogQuery, runSql, type SqlAnswer, type SqlRequest } from "@/api/studio";
import { toast } from "@/components/ui/toast";
import { newUuid } from "@/components/value-input";

/// What came of a run, or that it is still going.
export type Run =
  | { state: "running"; requestId: string; since: number; cancelling: boolean }
  | { state: "done"; answer: SqlAnswer }
  | { state: "failed"; error: Error; at: number | null };

const CHANGES_SCHEMA = /^(?:CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|TRUNCATE|DO|REFRESH)\b/;

/// Runs queries, one a document.
export function useRuns(projectId: string) {
  const queryClient = useQueryClient();
  const [runs, setRuns] = useState<ReadonlyMap<string, Run>>(new Map());
  const latest = useRef(runs);
  latest.current = runs;
  const put = (document: string, run: Run): void => setRuns((before) => new Map(before).set(document, run));

  /// `from` is where the text begins in the document, so that a fault is marked at its place.
  const start = async (document: string, from: number, request: SqlRequest): Promise<Run | null> => {
    if (latest.current.get(document)?.state === "running") return null;
    const requestId = newUuid();
    put(document, { state: "running", requestId, since: Date.now(), cancelling: false });
    const run = await outcome(projectId, from, { ...request, request_id: requestId });
    put(document, run);
    if (run.state === "done") {
      const commands = run.answer.results.map(({ command }) => command);
      if (commands.some((command) => CHANGES_SCHEMA.test(command))) {
        void queryClient.invalidateQueries(catalogQuery(projectId));
      }
      if (commands.some((command) => !/^(?:SELECT|SHOW|EXPLAIN)/.test(command))) {
        void queryClient.invalidateQueries({ queryKey: ["rows", projectId] });
      }
    }
    return run;
  };

  const cancel = async (document: string): Promise<void> => {
    const run = latest.current.get(document);
    if (run?.state !== "running") return;
    put(document, { ...run, cancelling: true });
    try {
      await cancelSql(projectId, run.requestId);
    } catch (failure) {
      // It may be over by now; then the answer is on its way.
      if (failure instanceof ApiError && failure.status === 404) return;
      put(document, { ...run, cancelling: false });
      toast(failure instanceof Error ? failure.message : String(failure), "danger");
    }
  };

  return { of: (document: string) => runs.get(document), start, cancel };
}

async function outcome(projectId: string, from: number, request: SqlRequest): Promise<Run> {
  try {
    return { state: "done", answer: await runSql(projectId, request) };
  } catch (failure) {
    const error = failure instanceof Error ? failure : new Error(String(failure));
    const position = error instanceof ApiError ? error.body.position : undefined;
    return { state: "failed", error, at: typeof position === "number" ? from + position - 1 : null };
  }
}
