import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { CatalogColumn } from "@/api/studio";
import { type Condition, isOperator, type Operator, operators } from "@/components/rest-call";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { valueKind } from "@/sql/value-kind";

interface FilterBarProps {
  columns: readonly CatalogColumn[];
  conditions: readonly Condition[];
  /// The column a new condition begins with.
  start: string | undefined;
  onChange: (conditions: readonly Condition[]) => void;
  onClose: () => void;
}

/// The conditions that hold, and one more to be.
export function FilterBar({ columns, conditions, start, onChange, onClose }: FilterBarProps) {
  const [column, setColumn] = useState(start ?? columns[0]?.name ?? "");
  const [operator, setOperator] = useState<Operator>(() => startOperator(columns, column));
  const [value, setValue] = useState("");
  const keyword = operator === "is" || operator === "not.is";
  const chosen = columns.find(({ name }) => name === column);

  const add = (event: FormEvent): void => {
    event.preventDefault();
    onChange([...conditions, { column, operator, value: keyword && value === "" ? "null" : value }]);
    setValue("");
  };

  return (
    <div className="flex flex-wrap items-center gap-2 border-b bg-canvas px-3 py-2">
      {conditions.map((condition, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place.
          key={at}
          className="flex h-8 max-w-full items-center gap-1.5 rounded-lg border bg-surface pr-0.5 pl-2.5 font-mono text-xs"
        >
          <span className="truncate">{condition.column}</span>
          <span className="text-ink-faint">
            {operators.find((one) => one.value === condition.operator)?.sign}
          </span>
          <span className="truncate font-medium">{condition.value === "" ? "''" : condition.value}</span>
          <Button
            look="ghost"
            size="icon"
            className="size-7"
            aria-label={`Remove the filter on ${condition.column}`}
            onClick={() => onChange(conditions.filter((_, other) => other !== at))}
          >
            <X aria-hidden="true" />
          </Button>
        </span>
      ))}
      <form onSubmit={add} className="flex min-w-0 flex-wrap items-center gap-1.5" aria-label="New filter">
        <Select
          aria-label="Column"
          value={column}
          className="w-36"
          onChange={(event) => {
            setColumn(event.target.value);
            setOperator(startOperator(columns, event.target.value));
          }}
        >
          {columns.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        <Select
          aria-label="Operator"
          value={operator}
          className="w-36"
          onChange={(event) => {
            if (isOperator(event.target.value)) setOperator(event.target.value);
          }}
        >
          {operators.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </Select>
        {keyword ? (
          <Select
            aria-label="Value"
            value={value || "null"}
            className="w-28"
            onChange={(event) => setValue(event.target.value)}
          >
            <option value="null">NULL</option>
            {chosen !== undefined && valueKind(chosen.type) === "boolean" && (
              <>
                <option value="true">true</option>
                <option value="false">false</option>
              </>
            )}
          </Select>
        ) : (
          <Input
            aria-label="Value"
            value={value}
            className="w-44"
            placeholder={hints[operator] ?? "Value"}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
        <Button type="submit" size="sm" className="h-9">
          <Plus aria-hidden="true" />
          Add filter
        </Button>
      </form>
      <Button
        look="ghost"
        size="sm"
        className="ml-auto"
        onClick={() => {
          onChange([]);
          onClose();
        }}
      >
        Clear
      </Button>
    </div>
  );
}

const hints: Partial<Record<Operator, string>> = {
  in: "a, b, c",
  like: "*text*",
  ilike: "*text*",
  cs: '{a,b} or {"a":1}',
};

function startOperator(columns: readonly CatalogColumn[], name: string): Operator {
  const column = columns.find((one) => one.name === name);
  if (column === undefined) return "eq";
  const kind = valueKind(column.type, column.enum_values);
  if (kind === "text") return "ilike";
  if (kind === "boolean") return "is";
  return kind === "array" || kind === "json" ? "cs" : "eq";
}
