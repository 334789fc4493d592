import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type CatalogTable, type Cell, insertRow, rowsKey } from "@/api/studio";
import { Refusal } from "@/components/form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormPanel } from "@/components/ui/form-panel";
import { Segments } from "@/components/ui/segments";
import { toast } from "@/components/ui/toast";
import { ValueInput } from "@/components/value-input";
import { type Draft, readDrafts, startDrafts } from "./row-drafts";

interface RowPanelProps {
  projectId: string;
  table: CatalogTable;
  onClose: () => void;
}

/// Inserts a row. What is left alone gets the column's default.
export function RowPanel({ projectId, table, onClose }: RowPanelProps) {
  const queryClient = useQueryClient();
  const [drafts, setDrafts] = useState(() => startDrafts(table.columns));
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [again, setAgain] = useState(false);
  const insert = useMutation({
    mutationFn: (values: Record<string, Cell>) => insertRow(projectId, table, values),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: rowsKey(projectId, table) });
      toast("The row is inserted.");
      if (again) setDrafts(startDrafts(table.columns));
      else onClose();
    },
  });

  const submit = (): void => {
    const { values, faults: found } = readDrafts(table.columns, drafts);
    setFaults(found);
    if (Object.keys(found).length === 0) insert.mutate(values);
  };
  const set = (name: string, draft: Draft): void => setDrafts((before) => ({ ...before, [name]: draft }));

  return (
    <FormPanel
      title={`Insert a row into ${table.name}`}
      description="Columns left at their default are filled by the database."
      onClose={onClose}
      footer={
        <>
          <label className="mr-auto flex items-center gap-2 text-[0.8125rem] text-ink-soft">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={again}
              onChange={(event) => setAgain(event.target.checked)}
            />
            Insert another
          </label>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="insert-row" busy={insert.isPending}>
            Insert row
          </Button>
        </>
      }
    >
      <form
        id="insert-row"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="grid gap-5"
      >
        <Refusal error={insert.error} />
        {table.columns.map((column) => {
          const draft = drafts[column.name];
          if (draft === undefined) return null;
          return (
            <Field
              key={column.name}
              label={
                <span className="flex flex-wrap items-center gap-2">
                  {column.name}
                  <code className="font-mono font-normal text-ink-faint text-xs">{column.type}</code>
                  {table.primary_key.includes(column.name) && <Badge>key</Badge>}
                </span>
              }
              hint={column.comment ?? undefined}
              fault={faults[column.name]}
            >
              {(control) => (
                <div className="grid gap-2">
                  {draft.choices.length > 1 && (
                    <Segments
                      label={`${column.name} is`}
                      value={draft.mode}
                      options={draft.choices}
                      onChange={(mode) => set(column.name, { ...draft, mode })}
                      className="justify-self-start"
                    />
                  )}
                  {draft.mode === "default" ? (
                    <p id={control.id} className="truncate font-mono text-ink-faint text-xs">
                      {column.default ?? (column.is_identity ? "the next number" : "NULL")}
                    </p>
                  ) : draft.mode === "value" ? (
                    <ValueInput
                      {...control}
                      kind={draft.kind}
                      enumValues={column.enum_values}
                      text={draft.text}
                      onChange={(text) => set(column.name, { ...draft, text })}
                    />
                  ) : (
                    <p id={control.id} className="font-mono text-ink-faint text-xs">
                      NULL
                    </p>
                  )}
                </div>
              )}
            </Field>
          );
        })}
      </form>
    </FormPanel>
  );
}
