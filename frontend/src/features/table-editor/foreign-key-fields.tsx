import { type Catalog, holdsRows } from "@/api/studio";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type Action, actions, type ForeignKeyWish } from "./ddl";

interface ForeignKeyFieldsProps {
  catalog: Catalog;
  columns: readonly string[];
  wish: ForeignKeyWish;
  onChange: (wish: ForeignKeyWish) => void;
}

/// Which columns refer to which, and what becomes of the rows when what they refer to goes.
export function ForeignKeyFields({ catalog, columns, wish, onChange }: ForeignKeyFieldsProps) {
  const targets = catalog.tables.filter(holdsRows);
  const target = targets.find(
    ({ schema, name }) => schema === wish.target.schema && name === wish.target.name,
  );
  const set = (change: Partial<ForeignKeyWish>): void => onChange({ ...wish, ...change });
  return (
    <>
      <Field label="Refers to">
        {(control) => (
          <Select
            {...control}
            value={`${wish.target.schema}.${wish.target.name}`}
            onChange={(event) => {
              const next = targets.find(({ schema, name }) => `${schema}.${name}` === event.target.value);
              if (next === undefined) return;
              const first = next.primary_key[0] ?? next.columns[0]?.name ?? "";
              set({
                target: { schema: next.schema, name: next.name },
                columns: wish.columns.slice(0, 1),
                targetColumns: [first],
              });
            }}
          >
            {target === undefined && <option value="">Choose a table…</option>}
            {targets.map(({ schema, name }) => (
              <option key={`${schema}.${name}`}>{`${schema}.${name}`}</option>
            ))}
          </Select>
        )}
      </Field>
      {wish.columns.map((column, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no identity but their place.
        <div key={at} className="grid grid-cols-2 gap-3">
          <Field label={at === 0 ? "Column" : "and"}>
            {(control) => (
              <Select
                {...control}
                value={column}
                onChange={(event) => set({ columns: wish.columns.with(at, event.target.value) })}
              >
                {!columns.includes(column) && <option value={column}>{column || "Choose…"}</option>}
                {columns.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={at === 0 ? "is a value of" : "of"}>
            {(control) => (
              <Select
                {...control}
                value={wish.targetColumns[at] ?? ""}
                onChange={(event) => set({ targetColumns: wish.targetColumns.with(at, event.target.value) })}
              >
                {target?.columns.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      ))}
      <div className="flex gap-2">
        <Button
          size="sm"
          look="ghost"
          onClick={() =>
            set({
              columns: [...wish.columns, columns[0] ?? ""],
              targetColumns: [...wish.targetColumns, target?.columns[0]?.name ?? ""],
            })
          }
        >
          Add a pair of columns
        </Button>
        {wish.columns.length > 1 && (
          <Button
            size="sm"
            look="ghost"
            onClick={() =>
              set({ columns: wish.columns.slice(0, -1), targetColumns: wish.targetColumns.slice(0, -1) })
            }
          >
            Remove the last
          </Button>
        )}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <ActionField
          label="When that row is deleted"
          value={wish.onDelete}
          onChange={(onDelete) => set({ onDelete })}
        />
        <ActionField
          label="When its key changes"
          value={wish.onUpdate}
          onChange={(onUpdate) => set({ onUpdate })}
        />
      </div>
    </>
  );
}

const words: Record<Action, string> = {
  "NO ACTION": "refuse (no action)",
  RESTRICT: "refuse at once (restrict)",
  CASCADE: "do the same here (cascade)",
  "SET NULL": "set to NULL",
  "SET DEFAULT": "set to the default",
};

function ActionField(props: { label: string; value: Action; onChange: (action: Action) => void }) {
  return (
    <Field label={props.label}>
      {(control) => (
        <Select
          {...control}
          value={props.value}
          onChange={(event) => {
            const found = actions.find((action) => action === event.target.value);
            if (found !== undefined) props.onChange(found);
          }}
        >
          {actions.map((action) => (
            <option key={action} value={action}>
              {words[action]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

export function startForeignKey(catalog: Catalog, schema: string, column: string): ForeignKeyWish {
  const target =
    catalog.tables.find((table) => table.schema === schema && table.primary_key.length === 1) ??
    catalog.tables.find((table) => table.primary_key.length === 1);
  return {
    columns: [column],
    target: { schema: target?.schema ?? schema, name: target?.name ?? "" },
    targetColumns: [target?.primary_key[0] ?? ""],
    onDelete: "NO ACTION",
    onUpdate: "NO ACTION",
  };
}
