import { useState } from "react";
import type { Catalog, CatalogPolicy, CatalogTable, PolicyCommand } from "@/api/studio";
import { Choice, Choices } from "@/components/choice";
import { SchemaPanel } from "@/components/sql-run";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segments } from "@/components/ui/segments";
import { Textarea } from "@/components/ui/textarea";
import { SqlFault } from "@/sql/sql";
import { alterPolicy, createPolicy, expressionsOf, type PolicyWish, templates, wishOf } from "./policy-sql";

interface PolicyPanelProps {
  projectId: string;
  catalog: Catalog;
  table: CatalogTable;
  policy: CatalogPolicy | null;
  onClose: () => void;
}

const commands = [
  { value: "all", text: "All" },
  { value: "select", text: "Select" },
  { value: "insert", text: "Insert" },
  { value: "update", text: "Update" },
  { value: "delete", text: "Delete" },
] as const satisfies readonly { value: PolicyCommand; text: string }[];

export function PolicyPanel({ projectId, catalog, table, policy, onClose }: PolicyPanelProps) {
  const offered = templates(table);
  const before = policy === null ? null : wishOf(policy);
  const [template, setTemplate] = useState(0);
  const [wish, setWish] = useState<PolicyWish>(before ?? offered[0]?.wish ?? emptyWish);
  const set = (change: Partial<PolicyWish>): void => setWish({ ...wish, ...change });
  const known = expressionsOf(wish.command);
  const roles = [...new Set(["public", "anon", "authenticated", ...catalog.roles, ...wish.roles])];
  return (
    <SchemaPanel
      projectId={projectId}
      title={policy === null ? `New policy of ${table.name}` : `Edit ${policy.name}`}
      verb={policy === null ? "Create policy" : "Save changes"}
      done={policy === null ? "The policy is created." : "The policy is changed."}
      width="lg"
      onClose={onClose}
      statements={() => {
        if (wish.name.trim() === "") throw new SqlFault("Give the policy a name.");
        return before === null ? [createPolicy(table, wish)] : alterPolicy(table, before, wish);
      }}
    >
      {policy === null && (
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-1.5 font-medium text-[0.8125rem]">Begin with</legend>
          {offered.map(({ title, note, wish: start }, at) => (
            <label
              key={title}
              className="grid cursor-pointer content-start gap-0.5 rounded-lg border p-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name="template"
                className="sr-only"
                checked={at === template}
                onChange={() => {
                  setTemplate(at);
                  setWish(start);
                }}
              />
              <span className="font-medium text-[0.8125rem]">{title}</span>
              <span className="text-ink-soft text-xs">{note}</span>
            </label>
          ))}
        </fieldset>
      )}
      {!table.rls_enabled && (
        <Callout tone="warning">
          Row level security of {table.name} is off: the policy works once it is on.
        </Callout>
      )}
      <Field label="Name" hint="Say what it allows: it stands in every list.">
        {(control) => (
          <Input {...control} value={wish.name} onChange={(event) => set({ name: event.target.value })} />
        )}
      </Field>
      <div className="grid gap-1.5">
        <span className="font-medium text-[0.8125rem]">For</span>
        <Segments
          label="Command"
          value={wish.command}
          options={commands}
          onChange={(command) => set({ command })}
          className="justify-self-start"
        />
      </div>
      <Choices
        legend="To"
        options={roles}
        chosen={wish.roles}
        onChange={(chosen) => set({ roles: chosen })}
      />
      {known.using && (
        <Field label="Using" hint="Which rows may be seen, changed or deleted.">
          {(control) => (
            <Textarea
              {...control}
              value={wish.using}
              spellCheck={false}
              rows={2}
              className="min-h-16 font-mono text-xs"
              onChange={(event) => set({ using: event.target.value })}
            />
          )}
        </Field>
      )}
      {known.check && (
        <Field
          label="With check"
          optional={known.using}
          hint={
            known.using
              ? "What rows must be like after a change; as above, if left empty."
              : "What new rows must be like."
          }
        >
          {(control) => (
            <Textarea
              {...control}
              value={wish.check}
              spellCheck={false}
              rows={2}
              className="min-h-16 font-mono text-xs"
              onChange={(event) => set({ check: event.target.value })}
            />
          )}
        </Field>
      )}
      <Choice
        label="Restrictive"
        note="It allows nothing by itself: rows must pass it besides another policy."
        checked={!wish.permissive}
        onChange={(restrictive) => set({ permissive: !restrictive })}
      />
    </SchemaPanel>
  );
}

const emptyWish: PolicyWish = {
  name: "",
  command: "select",
  permissive: true,
  roles: [],
  using: "",
  check: "",
};
