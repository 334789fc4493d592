import { Choice } from "@/components/choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ColumnWish } from "./ddl";

interface ColumnFieldsProps {
  column: ColumnWish;
  types: readonly string[];
  /// A column that is there already can't become a key or an identity here.
  existing?: boolean;
  onChange: (column: ColumnWish) => void;
}

/// All there is to say about one column.
export function ColumnFields({ column, types, existing = false, onChange }: ColumnFieldsProps) {
  const set = (change: Partial<ColumnWish>): void => onChange({ ...column, ...change });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              value={column.name}
              autoComplete="off"
              spellCheck={false}
              placeholder="created_at"
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Type">
          {(control) => (
            <TypeInput {...control} type={column.type} types={types} onChange={(type) => set({ type })} />
          )}
        </Field>
      </div>
      <Field
        label="Default"
        optional
        hint="A constant or an expression: 'draft', 0, now(), gen_random_uuid()."
      >
        {(control) => (
          <Input
            {...control}
            value={column.default}
            disabled={column.identity}
            spellCheck={false}
            className="font-mono text-xs"
            onChange={(event) => set({ default: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          label="May be NULL"
          note="Rows may leave it out."
          checked={column.nullable && !column.primaryKey}
          disabled={column.primaryKey || column.identity}
          onChange={(nullable) => set({ nullable })}
        />
        {!existing && (
          <>
            <Choice
              label="Unique"
              note="No value twice."
              checked={column.unique}
              onChange={(unique) => set({ unique })}
            />
            <Choice
              label="Primary key"
              note="Tells the rows apart."
              checked={column.primaryKey}
              onChange={(primaryKey) => set({ primaryKey })}
            />
            <Choice
              label="Counts by itself"
              note="An identity: 1, 2, 3, …"
              checked={column.identity}
              disabled={!countable(column.type)}
              onChange={(identity) => set({ identity, ...(identity ? { default: "" } : {}) })}
            />
          </>
        )}
      </div>
      <Field label="Comment" optional>
        {(control) => (
          <Input
            {...control}
            value={column.comment}
            onChange={(event) => set({ comment: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

export function countable(type: string): boolean {
  return /^(?:smallint|integer|int|bigint|int2|int4|int8)$/.test(type.trim());
}

interface TypeInputProps {
  id?: string;
  "aria-label"?: string;
  type: string;
  types: readonly string[];
  onChange: (type: string) => void;
}

/// Free text with suggestions, as types may carry lengths and lists.
export function TypeInput({ type, types, onChange, ...control }: TypeInputProps) {
  const list = `types-${types.length}`;
  return (
    <>
      <Input
        {...control}
        value={type}
        list={list}
        spellCheck={false}
        autoComplete="off"
        className="font-mono text-xs"
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {types.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
