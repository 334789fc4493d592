import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { catalogQuery, runSql } from "@/api/studio";
import { type Sql, SqlFault, script } from "@/sql/sql";
import { CodeBlock } from "./code-block";
import { ConfirmDialog } from "./confirm-dialog";
import { Refusal } from "./form";
import { Button } from "./ui/button";
import { FormPanel } from "./ui/form-panel";
import { toast } from "./ui/toast";

/// Runs statements that change the schema, as one transaction, and reads the schema anew.
export function useSchemaChange(projectId: string) {
  const queryClient = useQueryClient();
  return async (statements: readonly Sql[]): Promise<void> => {
    await runSql(projectId, { query: script(statements) });
    void queryClient.invalidateQueries({ queryKey: ["rows", projectId] });
    await queryClient.invalidateQueries(catalogQuery(projectId));
  };
}

interface SchemaPanelProps {
  projectId: string;
  title: string;
  description?: ReactNode | undefined;
  verb: string;
  done: string;
  /// Makes the statements of what was filled in; a SqlFault says what is missing.
  statements: () => readonly Sql[];
  onDone?: () => void;
  onClose: () => void;
  width?: "md" | "lg";
  children: ReactNode;
}

/// A form whose answers become SQL, which is shown before it runs.
export function SchemaPanel(props: SchemaPanelProps) {
  const { projectId, title, description, verb, done, onDone, onClose, width, children } = props;
  const id = useId();
  const change = useSchemaChange(projectId);
  const [asked, setAsked] = useState(false);
  const made = attempt(props.statements);
  const run = useMutation({
    mutationFn: change,
    onSuccess: () => {
      toast(done);
      onDone?.();
      onClose();
    },
  });
  return (
    <FormPanel
      title={title}
      {...(description === undefined ? {} : { description })}
      {...(width === undefined ? {} : { width })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={id}
            look="primary"
            busy={run.isPending}
            disabled={"sql" in made && made.sql.length === 0}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if ("sql" in made) run.mutate(made.sql);
        }}
      >
        {children}
        {asked && "fault" in made && <Refusal error={new Error(made.fault)} />}
        <Refusal error={run.error} />
        <section aria-label="SQL" className="grid gap-2">
          <h3 className="font-medium text-[0.8125rem]">Review SQL</h3>
          {"fault" in made ? (
            <p className="rounded-lg border border-dashed px-3 py-4 text-center text-ink-faint text-xs">
              {made.fault}
            </p>
          ) : made.sql.length === 0 ? (
            <p className="rounded-lg border border-dashed px-3 py-4 text-center text-ink-faint text-xs">
              Nothing to change yet.
            </p>
          ) : (
            <CodeBlock code={script(made.sql)} what="SQL" />
          )}
        </section>
      </form>
    </FormPanel>
  );
}

function attempt(make: () => readonly Sql[]): { sql: readonly Sql[] } | { fault: string } {
  try {
    return { sql: make() };
  } catch (failure) {
    if (failure instanceof SqlFault) return { fault: failure.message };
    throw failure;
  }
}

interface DropDialogProps {
  projectId: string;
  title: string;
  /// To be typed first.
  phrase: string;
  verb: string;
  done: string;
  statements: readonly Sql[];
  onDone?: () => void;
  onClose: () => void;
  children: ReactNode;
}

/// Asks for the name of what is to go, and shows the SQL that will do it.
export function DropDialog(props: DropDialogProps) {
  const change = useSchemaChange(props.projectId);
  return (
    <ConfirmDialog
      title={props.title}
      verb={props.verb}
      phrase={props.phrase}
      confirm={() => change(props.statements)}
      onDone={() => {
        toast(props.done);
        props.onDone?.();
        props.onClose();
      }}
      onClose={props.onClose}
    >
      <div className="grid gap-3">
        <div>{props.children}</div>
        <CodeBlock code={script(props.statements)} what="SQL" copyable={false} />
      </div>
    </ConfirmDialog>
  );
}
