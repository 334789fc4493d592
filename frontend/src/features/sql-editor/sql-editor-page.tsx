import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { ChartNoAxesGantt, ChevronDown, PanelLeft, Play, Plus, Save, Square, X } from "lucide-react";
import { useRef, useState } from "react";
import { projectQuery } from "@/api/projects";
import { catalogQuery, savedQueriesQuery, saveQuery } from "@/api/studio";
import { CodeEditor, type CodeEditorHandle } from "@/components/code-editor/code-editor";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Refusal, useForm } from "@/components/form";
import { PausedBanner } from "@/components/paused-banner";
import { StudioFrame } from "@/components/studio-frame";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { type Document, unsaved } from "./documents";
import { Library } from "./library";
import { Results } from "./results";
import { useDesk } from "./use-desk";
import { useRuns } from "./use-run";

const READ_ONLY = "dupabase.sql.read-only";

export function SqlEditorPage({ projectId }: { projectId: string }) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const catalog = useQuery(catalogQuery(projectId)).data;
  const queryClient = useQueryClient();
  const desk = useDesk(projectId);
  const runs = useRuns(projectId);
  const editor = useRef<CodeEditorHandle>(null);
  const [readOnly, setReadOnly] = useState(() => localStorage.getItem(READ_ONLY) === "true");
  const [naming, setNaming] = useState(false);
  const [closing, setClosing] = useState<Document | null>(null);
  const { active } = desk;
  const run = runs.of(active.id);

  const start = async (explain?: "plan" | "analyze"): Promise<void> => {
    const { text, from } = editor.current?.chosen() ?? { text: active.text, from: 0 };
    if (text.trim() === "") {
      toast("Write a query first.", "danger");
      return;
    }
    const done = await runs.start(active.id, from, {
      query: text,
      ...(readOnly ? { read_only: true } : {}),
      ...(explain === undefined ? {} : { explain }),
    });
    if (done === null || explain !== undefined) return;
    desk.remember({
      at: new Date().toISOString(),
      query: text,
      milliseconds: done.state === "done" ? done.answer.execution_time_ms : null,
      failed: done.state === "failed",
    });
  };

  const save = async (name: string): Promise<void> => {
    const saved = await saveQuery(projectId, {
      ...(active.saved === null ? {} : { id: active.saved.id }),
      name,
      query: active.text,
    });
    desk.change(active.id, { name: saved.name, saved: { id: saved.id, text: active.text } });
    void queryClient.invalidateQueries(savedQueriesQuery(projectId));
    toast(`${saved.name} is saved.`);
  };

  const close = (document: Document): void => {
    if (unsaved(document)) setClosing(document);
    else desk.close(document.id);
  };

  if (project.status === "paused") {
    return (
      <div className="p-4 sm:p-6">
        <title>{`SQL · ${project.name} · Dupabase`}</title>
        <PausedBanner project={project} />
      </div>
    );
  }
  return (
    <StudioFrame
      title={`SQL · ${project.name}`}
      panelLabel="Queries"
      panel={
        <Library
          projectId={projectId}
          past={desk.past}
          activeSaved={active.saved?.id}
          onNew={() => desk.create()}
          onOpen={({ id, name, query }) => desk.open({ name, text: query, saved: { id, text: query } })}
          onPast={(query) => desk.create(query)}
          onForget={desk.forget}
        />
      }
    >
      {(openPanel) => (
        <>
          <h1 className="sr-only">SQL editor</h1>
          <div className="flex h-10 shrink-0 items-stretch border-b bg-canvas">
            <Button
              look="ghost"
              size="icon"
              className="m-1 lg:hidden"
              aria-label="Saved queries and history"
              onClick={openPanel}
            >
              <PanelLeft aria-hidden="true" />
            </Button>
            <ul
              aria-label="Open queries"
              className="flex min-w-0 flex-1 items-stretch overflow-x-auto [scrollbar-width:none]"
            >
              {desk.documents.map((document) => (
                <Tab
                  key={document.id}
                  document={document}
                  on={document.id === active.id}
                  running={runs.of(document.id)?.state === "running"}
                  onChoose={() => desk.choose(document.id)}
                  onClose={() => close(document)}
                />
              ))}
            </ul>
            <Button
              look="ghost"
              size="icon"
              className="m-1"
              aria-label="New tab"
              onClick={() => desk.create()}
            >
              <Plus aria-hidden="true" />
            </Button>
          </div>
          {!desk.kept && (
            <div className="p-2">
              <Callout tone="warning">
                This browser keeps nothing: save your queries before you leave.
              </Callout>
            </div>
          )}
          <div className="flex min-h-0 flex-1 flex-col">
            <CodeEditor
              key={active.id}
              ref={editor}
              label="Query"
              text={active.text}
              autoFocus
              placeholder="select * from …"
              catalog={catalog}
              fault={
                run?.state === "failed" && run.at !== null ? { at: run.at, message: run.error.message } : null
              }
              onChange={(text) => desk.change(active.id, { text })}
              onRun={() => void start()}
              className="min-h-24 basis-2/5 overflow-hidden"
            />
            <div className="flex flex-wrap items-center gap-2 border-y bg-canvas px-3 py-1.5">
              {run?.state === "running" ? (
                <Button size="sm" look="danger-outline" onClick={() => runs.cancel(active.id)}>
                  <Square aria-hidden="true" />
                  Cancel
                </Button>
              ) : (
                <Button
                  size="sm"
                  look="primary"
                  title="Runs the selection, or else everything"
                  onClick={() => start()}
                >
                  <Play aria-hidden="true" />
                  Run
                  <Kbd
                    className="border-transparent bg-transparent text-current max-sm:hidden"
                    aria-hidden="true"
                  >
                    {shortcut}
                  </Kbd>
                </Button>
              )}
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button look="ghost" size="sm" disabled={run?.state === "running"}>
                    <ChartNoAxesGantt aria-hidden="true" />
                    Explain
                    <ChevronDown aria-hidden="true" />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent align="start">
                  <DropdownMenuItem onSelect={() => start("plan")}>Show the plan</DropdownMenuItem>
                  <DropdownMenuItem onSelect={() => start("analyze")}>
                    Run and measure, then undo
                  </DropdownMenuItem>
                </DropdownMenuContent>
              </DropdownMenu>
              <Button
                look="ghost"
                size="sm"
                onClick={() =>
                  active.saved === null
                    ? setNaming(true)
                    : save(active.name).catch((failure: unknown) =>
                        toast(failure instanceof Error ? failure.message : String(failure), "danger"),
                      )
                }
                disabled={active.text.trim() === "" || !unsaved(active)}
              >
                <Save aria-hidden="true" />
                Save
              </Button>
              <label
                htmlFor="sql-read-only"
                className="ml-auto flex items-center gap-2 text-[0.8125rem] text-ink-soft"
              >
                Read only
                <Switch
                  id="sql-read-only"
                  checked={readOnly}
                  onChange={(event) => {
                    setReadOnly(event.target.checked);
                    localStorage.setItem(READ_ONLY, String(event.target.checked));
                  }}
                />
              </label>
            </div>
            <section aria-label="Results" className="flex min-h-0 flex-1 basis-3/5 flex-col overflow-hidden">
              <Results key={active.id} run={run} name={active.name} onCancel={() => runs.cancel(active.id)} />
            </section>
          </div>
          {naming && (
            <NameDialog
              start={active.name}
              save={save}
              onClose={() => {
                setNaming(false);
                editor.current?.focus();
              }}
            />
          )}
          {closing !== null && (
            <ConfirmDialog
              title={`Close ${closing.name}?`}
              verb="Close without saving"
              confirm={async () => desk.close(closing.id)}
              onDone={() => setClosing(null)}
              onClose={() => setClosing(null)}
            >
              {closing.saved === null
                ? "Its text is saved nowhere and would be lost."
                : "What you changed since it was saved would be lost."}
            </ConfirmDialog>
          )}
        </>
      )}
    </StudioFrame>
  );
}

interface TabProps {
  document: Document;
  on: boolean;
  running: boolean;
  onChoose: () => void;
  onClose: () => void;
}

function Tab({ document, on, running, onChoose, onClose }: TabProps) {
  return (
    <li
      className={cn(
        "flex max-w-52 shrink-0 items-center border-r pr-1",
        on ? "bg-surface" : "text-ink-faint",
      )}
    >
      <button
        type="button"
        aria-current={on || undefined}
        onClick={onChoose}
        className="-outline-offset-2 flex h-full min-w-0 items-center gap-2 pr-1 pl-3 text-[0.8125rem] hover:text-ink"
      >
        <span className="truncate">{document.name}</span>
        {running ? (
          <span className="size-1.5 shrink-0 animate-pulse rounded-full bg-accent" title="Running" />
        ) : (
          unsaved(document) && (
            <span className="size-1.5 shrink-0 rounded-full bg-ink-faint" title="Not saved" />
          )
        )}
      </button>
      <Button
        look="ghost"
        size="icon"
        className="size-6"
        aria-label={`Close ${document.name}`}
        onClick={onClose}
      >
        <X aria-hidden="true" />
      </Button>
    </li>
  );
}

interface NameDialogProps {
  start: string;
  save: (name: string) => Promise<void>;
  onClose: () => void;
}

function NameDialog({ start, save, onClose }: NameDialogProps) {
  const form = useForm({
    fields: ["name"],
    validate: ({ name }) => (name.trim() === "" ? { name: "Give the query a name." } : {}),
    submit: ({ name }) => save(name.trim()),
    onDone: onClose,
  });
  return (
    <Dialog
      title="Save query"
      description="Kept on the server, for you on every machine."
      size="sm"
      onClose={onClose}
    >
      <form {...form.props} className="grid gap-5">
        <Refusal error={form.refusal} />
        <Field label="Name" fault={form.faults.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              defaultValue={/^Query \d+$/.test(start) ? "" : start}
              placeholder="Orders of this week"
              autoComplete="off"
              data-first-focus
            />
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            Save query
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘↵" : "Ctrl ↵";
