import { ChevronDown, Plus, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import type { Catalog } from "@/api/studio";
import { Choice } from "@/components/choice";
import { SchemaPanel } from "@/components/sql-run";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SqlFault } from "@/sql/sql";
import { ColumnFields, TypeInput } from "./column-fields";
import { type ColumnWish, createTable, type ForeignKeyWish, newColumn } from "./ddl";
import { ForeignKeyFields, startForeignKey } from "./foreign-key-fields";
import { typeChoices } from "./types";

interface CreateTablePanelProps {
  projectId: string;
  catalog: Catalog;
  schema: string;
  onCreated: (name: string) => void;
  onClose: () => void;
}

type Keyed<Item> = Item & { key: number };

const start: readonly Keyed<ColumnWish>[] = [
  { ...newColumn, key: 1, name: "id", type: "bigint", nullable: false, primaryKey: true, identity: true },
  { ...newColumn, key: 2, name: "created_at", type: "timestamptz", nullable: false, default: "now()" },
];

export function CreateTablePanel({ projectId, catalog, schema, onCreated, onClose }: CreateTablePanelProps) {
  const [name, setName] = useState("");
  const [comment, setComment] = useState("");
  const [rls, setRls] = useState(true);
  const [columns, setColumns] = useState(start);
  const [foreignKeys, setForeignKeys] = useState<readonly Keyed<ForeignKeyWish>[]>([]);
  const [next, setNext] = useState(3);
  const types = typeChoices(catalog);
  const setColumn = (key: number, change: Partial<ColumnWish>): void =>
    setColumns((before) => before.map((column) => (column.key === key ? { ...column, ...change } : column)));

  return (
    <SchemaPanel
      projectId={projectId}
      title={`New table in ${schema}`}
      verb="Create table"
      done={`${name} is created.`}
      width="lg"
      onDone={() => onCreated(name)}
      onClose={onClose}
      statements={() => {
        if (name.trim() === "") throw new SqlFault("Give the table a name.");
        if (columns.length === 0) throw new SqlFault("A table needs a column.");
        if (columns.some((column) => column.name.trim() === ""))
          throw new SqlFault("Give each column a name.");
        return createTable({ schema, name: name.trim(), comment, rls, columns, foreignKeys });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              data-first-focus
              value={name}
              placeholder="todos"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Comment" optional>
          {(control) => (
            <Input {...control} value={comment} onChange={(event) => setComment(event.target.value)} />
          )}
        </Field>
      </div>
      <Choice
        label="Row level security"
        note="On: nobody sees a row until a policy allows it. Off: whoever has the anon key may read and write."
        checked={rls}
        onChange={setRls}
      />
      <section aria-label="Columns" className="grid gap-2">
        <h3 className="font-medium text-[0.8125rem]">Columns</h3>
        <ul className="grid gap-2">
          {columns.map((column) => (
            <ColumnLine
              key={column.key}
              column={column}
              types={types}
              onChange={(change) => setColumn(column.key, change)}
              onRemove={() => setColumns(columns.filter(({ key }) => key !== column.key))}
            />
          ))}
        </ul>
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => {
            setColumns([...columns, { ...newColumn, key: next }]);
            setNext(next + 1);
          }}
        >
          <Plus aria-hidden="true" />
          Add column
        </Button>
      </section>
      <section aria-label="Foreign keys" className="grid gap-2">
        <h3 className="font-medium text-[0.8125rem]">Foreign keys</h3>
        {foreignKeys.map((foreignKey) => (
          <div key={foreignKey.key} className="relative grid gap-4 rounded-lg border p-3">
            <ForeignKeyFields
              catalog={catalog}
              columns={columns.map((column) => column.name).filter((column) => column !== "")}
              wish={foreignKey}
              onChange={(wish) =>
                setForeignKeys(
                  foreignKeys.map((one) => (one.key === foreignKey.key ? { ...wish, key: one.key } : one)),
                )
              }
            />
            <Button
              look="ghost"
              size="sm"
              className="justify-self-end"
              onClick={() => setForeignKeys(foreignKeys.filter(({ key }) => key !== foreignKey.key))}
            >
              <Trash2 aria-hidden="true" />
              Remove
            </Button>
          </div>
        ))}
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => {
            setForeignKeys([
              ...foreignKeys,
              { ...startForeignKey(catalog, schema, columns.at(-1)?.name ?? ""), key: next },
            ]);
            setNext(next + 1);
          }}
        >
          <Plus aria-hidden="true" />
          Add foreign key
        </Button>
      </section>
    </SchemaPanel>
  );
}

interface ColumnLineProps {
  column: ColumnWish;
  types: readonly string[];
  onChange: (change: Partial<ColumnWish>) => void;
  onRemove: () => void;
}

/// A column on one line; the rest of it unfolds.
function ColumnLine({ column, types, onChange, onRemove }: ColumnLineProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const marks = [
    column.primaryKey && "key",
    column.identity && "counts",
    column.unique && "unique",
    !column.nullable && !column.primaryKey && "not null",
    column.default !== "" && "default",
  ].filter((mark) => mark !== false);
  return (
    <li className="rounded-lg border">
      <div className="flex flex-wrap items-center gap-2 p-2">
        <Input
          aria-label="Column name"
          value={column.name}
          placeholder="name"
          autoComplete="off"
          spellCheck={false}
          className="min-w-28 flex-1"
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <div className="min-w-32 flex-1">
          <TypeInput
            aria-label="Column type"
            type={column.type}
            types={types}
            onChange={(type) => onChange({ type })}
          />
        </div>
        <Button
          look="ghost"
          size="sm"
          aria-expanded={open}
          aria-controls={id}
          className="font-normal text-ink-faint text-xs"
          onClick={() => setOpen(!open)}
        >
          {marks.join(", ") || "options"}
          <ChevronDown className={cn("transition-transform", open && "rotate-180")} aria-hidden="true" />
        </Button>
        <Button look="ghost" size="icon" aria-label={`Remove column ${column.name}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </Button>
      </div>
      {open && (
        <div id={id} className="grid gap-4 border-t p-3">
          <ColumnFields column={column} types={types} onChange={onChange} />
        </div>
      )}
    </li>
  );
}
