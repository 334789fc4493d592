import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, LoaderCircle, PartyPopper, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { answer, api } from "@/api/client";
import type { Project } from "@/api/types";
import { CodeBlock } from "@/components/code-block";
import { Refusal } from "@/components/form";
import { useMay } from "@/components/role";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { FIRST_TABLE, firstCall, hiddenTours, hideTour, stepOf } from "./first-steps";

function tablesQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "tables", "public"],
    queryFn: async ({ signal }) => {
      const tables = await answer(
        api.GET("/platform/projects/{id}/tables", { params: { path: { id: projectId } }, signal }),
      );
      return tables.filter(({ schema }) => schema === "public").length;
    },
  });
}

function firstCallQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "first-call"],
    queryFn: async ({ signal }) => {
      const { requests } = await answer(
        api.GET("/platform/projects/{id}/logs/requests", {
          params: { path: { id: projectId }, query: { class: "rest", per_page: 1 } },
          signal,
        }),
      );
      return requests[0] ?? null;
    },
  });
}

/// Leads from an empty project to the first call of an app, and goes away when it is no longer needed.
export function TourCard({ project }: { project: Project }) {
  const may = useMay(project.org_id, "developer");
  const [hidden, setHidden] = useState(() => hiddenTours().includes(project.id));
  const shown = may && !hidden && project.status === "active";
  const tables = useQuery({ ...tablesQuery(project.id), enabled: shown });
  const call = useQuery({
    ...firstCallQuery(project.id),
    enabled: shown,
    refetchInterval: ({ state }) => (state.data === null ? 2_000 : false),
  });
  const [begun, setBegun] = useState(false);
  if (!shown || tables.data === undefined || call.data === undefined) return null;
  const step = stepOf({ table: tables.data > 0, call: call.data !== null });
  if (!begun) {
    // Who has found the way already needs no guide.
    if (step === "done") return null;
    setBegun(true);
  }
  return (
    <Tour
      project={project}
      step={step}
      onHide={() => {
        hideTour(project.id);
        setHidden(true);
      }}
    />
  );
}

interface TourProps {
  project: Project;
  step: ReturnType<typeof stepOf>;
  onHide: () => void;
}

function Tour({ project, step, onHide }: TourProps) {
  return (
    <Card aria-label="Get started" className="relative min-w-0 border-accent/40">
      <div className="flex items-start justify-between gap-4 px-4 pt-4 sm:px-5">
        <div className="grid gap-0.5">
          <h2 className="font-semibold text-[0.9375rem]">
            {step === "done" ? "Your first call has arrived" : "Get started"}
          </h2>
          <p className="text-ink-faint text-[0.8125rem]" role="status">
            {step === "done"
              ? "That is all there is to it. From here on it is the Supabase you know."
              : "From nothing to data in your app, in two minutes."}
          </p>
        </div>
        <Button look="ghost" size="icon" aria-label="Hide these steps" onClick={onHide}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <ol className="grid px-4 py-4 sm:px-5">
        <TourStep number={1} title="Create a project" state="done" />
        <TourStep number={2} title="Create a table" state={step === "table" ? "now" : "done"}>
          <CreateTable project={project} />
        </TourStep>
        <TourStep
          number={3}
          title="Call it from your app"
          state={step === "call" ? "now" : step === "done" ? "done" : "later"}
        >
          <FirstCall project={project} />
        </TourStep>
      </ol>
      {step === "done" && (
        <div className="flex flex-wrap items-center gap-3 border-t px-4 py-3 sm:px-5">
          <PartyPopper className="size-5 text-accent-text" aria-hidden="true" />
          <p className="min-w-0 flex-1 text-[0.8125rem]">
            Next: add tables, decide who may read them, and let people sign in.
          </p>
          <Button size="sm" look="primary" onClick={onHide}>
            Done
          </Button>
        </div>
      )}
    </Card>
  );
}

interface TourStepProps {
  number: number;
  title: string;
  state: "done" | "now" | "later";
  children?: ReactNode;
}

function TourStep({ number, title, state, children }: TourStepProps) {
  return (
    <li
      className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 pb-4 last:pb-0"
      {...(state === "now" ? { "aria-current": "step" } : {})}
    >
      <span
        className={cn(
          "grid size-6 place-items-center rounded-full border font-medium text-xs",
          state === "done" && "border-transparent bg-success-soft text-success",
          state === "now" && "border-accent text-accent-text",
          state === "later" && "text-ink-faint",
        )}
        aria-hidden="true"
      >
        {state === "done" ? <Check className="size-3.5" /> : number}
      </span>
      <div className="grid min-w-0 gap-3 pt-0.5">
        <h3 className={cn("font-medium text-[0.8125rem]", state !== "now" && "text-ink-faint")}>
          {title}
          {state === "done" && <span className="sr-only"> (done)</span>}
        </h3>
        {state === "now" && children}
      </div>
    </li>
  );
}

function CreateTable({ project }: { project: Project }) {
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/platform/projects/{id}/sql", {
          params: { path: { id: project.id } },
          body: { query: FIRST_TABLE },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["project", project.id] }),
  });
  return (
    <>
      <p className="text-ink-soft text-[0.8125rem]">
        A table <code className="font-mono">todos</code> with three rows. Row level security is on, and one
        policy lets anybody read.
      </p>
      <CodeBlock code={FIRST_TABLE} what="SQL" />
      <Refusal error={create.error} />
      <Button
        look="primary"
        busy={create.isPending}
        onClick={() => create.mutate()}
        className="justify-self-start"
      >
        Create the table
      </Button>
    </>
  );
}

function FirstCall({ project }: { project: Project }) {
  return (
    <>
      <p className="text-ink-soft text-[0.8125rem]">
        In an empty folder, then save the code as <code className="font-mono">app.mjs</code> and run it with{" "}
        <code className="font-mono">node app.mjs</code>:
      </p>
      <CodeBlock code="npm install @supabase/supabase-js" what="command" />
      <CodeBlock code={firstCall(project)} what="example call" />
      <p className="flex items-center gap-2 text-ink-faint text-[0.8125rem]" role="status">
        <LoaderCircle className="size-4 motion-safe:animate-spin" aria-hidden="true" />
        Waiting for your first call…
      </p>
    </>
  );
}
