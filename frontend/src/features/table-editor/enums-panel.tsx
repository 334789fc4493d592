import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Catalog, CatalogEnum } from "@/api/studio";
import { DropDialog, SchemaPanel } from "@/components/sql-run";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormPanel } from "@/components/ui/form-panel";
import { Input } from "@/components/ui/input";
import { SqlFault } from "@/sql/sql";
import { alterEnum, createEnum, dropEnum } from "./ddl";

interface EnumsPanelProps {
  projectId: string;
  catalog: Catalog;
  schema: string;
  onClose: () => void;
}

/// The enumerated types of a schema.
export function EnumsPanel({ projectId, catalog, schema, onClose }: EnumsPanelProps) {
  const [open, setOpen] = useState<CatalogEnum | "new" | null>(null);
  const [dropping, setDropping] = useState<CatalogEnum | null>(null);
  const enums = catalog.enums.filter((type) => type.schema === schema);
  if (open !== null) {
    return (
      <EnumForm
        projectId={projectId}
        schema={schema}
        type={open === "new" ? null : open}
        onClose={() => setOpen(null)}
      />
    );
  }
  return (
    <FormPanel
      title={`Enumerated types of ${schema}`}
      description="A column of such a type holds one of a few labels."
      onClose={onClose}
      footer={
        <Button look="primary" onClick={() => setOpen("new")}>
          <Plus aria-hidden="true" />
          New type
        </Button>
      }
    >
      {enums.length === 0 ? (
        <p className="py-10 text-center text-ink-faint text-[0.8125rem]">
          None yet. Make one for what has a few states, such as draft, paid, shipped.
        </p>
      ) : (
        <ul aria-label="Enumerated types" className="grid gap-2">
          {enums.map((type) => (
            <li key={type.name} className="flex items-center gap-2 rounded-lg border p-3">
              <div className="grid min-w-0 flex-1 gap-0.5">
                <span className="truncate font-medium text-[0.8125rem]">{type.name}</span>
                <span className="font-mono text-ink-faint text-xs [overflow-wrap:anywhere]">
                  {type.values.join(", ")}
                </span>
              </div>
              <Button size="sm" onClick={() => setOpen(type)}>
                Edit
              </Button>
              <Button
                look="ghost"
                size="icon"
                aria-label={`Drop ${type.name}`}
                onClick={() => setDropping(type)}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {dropping !== null && (
        <DropDialog
          projectId={projectId}
          title={`Drop the type ${dropping.name}?`}
          phrase={dropping.name}
          verb="Drop type"
          done={`${dropping.name} is dropped.`}
          statements={[dropEnum(dropping)]}
          onClose={() => setDropping(null)}
        >
          Columns that still use it stand in the way.
        </DropDialog>
      )}
    </FormPanel>
  );
}

interface EnumFormProps {
  projectId: string;
  schema: string;
  type: CatalogEnum | null;
  onClose: () => void;
}

function EnumForm({ projectId, schema, type, onClose }: EnumFormProps) {
  const before = type?.values ?? [];
  const [name, setName] = useState(type?.name ?? "");
  const [labels, setLabels] = useState<readonly string[]>(before.length > 0 ? before : ["", ""]);
  return (
    <SchemaPanel
      projectId={projectId}
      title={type === null ? `New type in ${schema}` : `Edit ${type.name}`}
      description={type === null ? undefined : "Labels can be renamed and added; PostgreSQL removes none."}
      verb={type === null ? "Create type" : "Save changes"}
      done={type === null ? `${name} is created.` : `${name} is changed.`}
      onClose={onClose}
      statements={() => {
        const filled = labels.filter((label) => label !== "");
        if (filled.length === 0) throw new SqlFault("Write at least one label.");
        if (new Set(filled).size < filled.length) throw new SqlFault("Each label stands once.");
        return type === null
          ? [createEnum({ schema, name: name.trim() }, filled)]
          : alterEnum(type, before, filled);
      }}
    >
      {type === null && (
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              value={name}
              placeholder="order_status"
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium text-[0.8125rem]">Labels, in their order</legend>
        {labels.map((label, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: labels are told apart by their place.
          <div key={at} className="flex gap-2">
            <Input
              aria-label={`Label ${at + 1}`}
              value={label}
              spellCheck={false}
              onChange={(event) => setLabels(labels.with(at, event.target.value))}
            />
            {at >= before.length && (
              <Button
                look="ghost"
                size="icon"
                className="size-9"
                aria-label={`Remove label ${at + 1}`}
                onClick={() => setLabels(labels.toSpliced(at, 1))}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            )}
          </div>
        ))}
        <Button size="sm" className="justify-self-start" onClick={() => setLabels([...labels, ""])}>
          <Plus aria-hidden="true" />
          Add label
        </Button>
      </fieldset>
    </SchemaPanel>
  );
}
