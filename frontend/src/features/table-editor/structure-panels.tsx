import { useState } from "react";
import type { Catalog, CatalogColumn, CatalogTable } from "@/api/studio";
import { Choice, Choices } from "@/components/choice";
import { SchemaPanel } from "@/components/sql-run";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import { SqlFault } from "@/sql/sql";
import { ColumnFields } from "./column-fields";
import {
  addColumn,
  addConstraint,
  addForeignKey,
  alterColumn,
  alterTable,
  createIndex,
  indexMethods,
  newColumn,
} from "./ddl";
import { ForeignKeyFields, startForeignKey } from "./foreign-key-fields";
import { typeChoices, wishOf } from "./types";

interface PanelProps {
  projectId: string;
  catalog: Catalog;
  table: CatalogTable;
  onClose: () => void;
}

export function TablePanel({
  table,
  onRenamed,
  ...rest
}: PanelProps & { onRenamed: (name: string) => void }) {
  const [name, setName] = useState(table.name);
  const [comment, setComment] = useState(table.comment ?? "");
  const [rls, setRls] = useState(table.rls_enabled);
  return (
    <SchemaPanel
      {...rest}
      title={`Edit ${table.name}`}
      verb="Save changes"
      done={`${name} is changed.`}
      onDone={() => onRenamed(name.trim())}
      statements={() => alterTable(table, { name: name.trim(), comment, rls })}
    >
      <Field label="Name" hint="A new name is a new address in the API: apps that use the old one break.">
        {(control) => (
          <Input
            {...control}
            value={name}
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
      <Choice
        label="Row level security"
        note="Nobody but your servers sees a row until a policy allows it."
        checked={rls}
        onChange={setRls}
      />
      {table.rls_enabled && !rls && (
        <Callout tone="warning">
          Whoever has the anon key may then read and write all rows, if the grants let them.
        </Callout>
      )}
    </SchemaPanel>
  );
}

export function ColumnPanel({ column, ...panel }: PanelProps & { column: CatalogColumn | null }) {
  const { table, catalog } = panel;
  const before = column === null ? newColumn : wishOf(table, column);
  const [wish, setWish] = useState(before);
  return (
    <SchemaPanel
      {...panel}
      title={column === null ? `New column of ${table.name}` : `Edit ${column.name}`}
      verb={column === null ? "Add column" : "Save changes"}
      done={column === null ? `${wish.name} is added.` : `${wish.name} is changed.`}
      statements={() => (column === null ? addColumn(table, wish) : alterColumn(table, before, wish))}
    >
      <ColumnFields
        column={wish}
        types={typeChoices(catalog)}
        existing={column !== null}
        onChange={setWish}
      />
      {before.type !== wish.type && column !== null && (
        <Callout tone="info">Each value is cast to the new type; one that can’t be stops the change.</Callout>
      )}
    </SchemaPanel>
  );
}

const constraintKinds = [
  { value: "unique", text: "Unique" },
  { value: "check", text: "Check" },
  { value: "primary key", text: "Primary key" },
] as const;

export function ConstraintPanel(panel: PanelProps) {
  const { table } = panel;
  const [kind, setKind] = useState<(typeof constraintKinds)[number]["value"]>("unique");
  const [name, setName] = useState("");
  const [columns, setColumns] = useState<readonly string[]>([]);
  const [expression, setExpression] = useState("");
  return (
    <SchemaPanel
      {...panel}
      title={`New constraint of ${table.name}`}
      verb="Add constraint"
      done="The constraint is added."
      statements={() => {
        if (kind === "check") return [addConstraint(table, name, { kind, expression })];
        if (columns.length === 0) throw new SqlFault("Choose the columns.");
        return [addConstraint(table, name, { kind, columns })];
      }}
    >
      <Segments
        label="Kind"
        value={kind}
        options={constraintKinds.filter(
          ({ value }) => value !== "primary key" || table.primary_key.length === 0,
        )}
        onChange={setKind}
        className="justify-self-start"
      />
      {kind === "check" ? (
        <Field label="Each row must fulfil" hint="An expression over the columns, as price >= 0.">
          {(control) => (
            <Input
              {...control}
              value={expression}
              spellCheck={false}
              className="font-mono text-xs"
              onChange={(event) => setExpression(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Choices
          legend="Columns"
          options={table.columns.map((column) => column.name)}
          chosen={columns}
          onChange={setColumns}
        />
      )}
      <NameField name={name} onChange={setName} />
    </SchemaPanel>
  );
}

export function ForeignKeyPanel(panel: PanelProps) {
  const { table, catalog } = panel;
  const [wish, setWish] = useState(() =>
    startForeignKey(catalog, table.schema, table.columns[1]?.name ?? ""),
  );
  return (
    <SchemaPanel
      {...panel}
      title={`New foreign key of ${table.name}`}
      verb="Add foreign key"
      done="The foreign key is added."
      statements={() => {
        if (wish.target.name === "") throw new SqlFault("Choose the table it refers to.");
        return [addForeignKey(table, wish)];
      }}
    >
      <ForeignKeyFields
        catalog={catalog}
        columns={table.columns.map(({ name }) => name)}
        wish={wish}
        onChange={setWish}
      />
    </SchemaPanel>
  );
}

export function IndexPanel(panel: PanelProps) {
  const { table } = panel;
  const [name, setName] = useState("");
  const [columns, setColumns] = useState<readonly string[]>([]);
  const [unique, setUnique] = useState(false);
  const [method, setMethod] = useState<(typeof indexMethods)[number]>("btree");
  const [where, setWhere] = useState("");
  return (
    <SchemaPanel
      {...panel}
      title={`New index of ${table.name}`}
      verb="Create index"
      done="The index is created."
      statements={() => {
        if (columns.length === 0) throw new SqlFault("Choose the columns.");
        return [createIndex(table, { name, columns, unique, method, where })];
      }}
    >
      <Choices
        legend="Columns, in this order"
        options={table.columns.map((column) => column.name)}
        chosen={columns}
        onChange={setColumns}
      />
      <Field label="Method" hint="btree for what is compared and sorted, gin for arrays, jsonb and words.">
        {(control) => (
          <Select
            {...control}
            value={method}
            onChange={(event) => setMethod(indexMethods.find((one) => one === event.target.value) ?? "btree")}
          >
            {indexMethods.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        )}
      </Field>
      <Choice
        label="Unique"
        note="No two rows alike in these columns."
        checked={unique}
        onChange={setUnique}
      />
      <Field label="Only for rows where" optional>
        {(control) => (
          <Input
            {...control}
            value={where}
            spellCheck={false}
            className="font-mono text-xs"
            onChange={(event) => setWhere(event.target.value)}
          />
        )}
      </Field>
      <NameField name={name} onChange={setName} />
    </SchemaPanel>
  );
}

function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  return (
    <Field label="Name" optional hint="PostgreSQL thinks of one by itself.">
      {(control) => (
        <Input
          {...control}
          value={name}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
