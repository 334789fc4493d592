import { type Condition, isOperator, type Order } from "@/components/rest-call";
import { textParam } from "@/components/search-params";

/// What the address of the table editor says.
export interface TableSearch {
  schema?: string;
  table?: string;
  filter?: readonly Condition[];
  sort?: readonly Order[];
  view?: "structure";
}

export function readTableSearch(search: Record<string, unknown>): TableSearch {
  const filter = listOf(search.filter, conditionOf);
  const sort = listOf(search.sort, orderOf);
  return {
    ...textParam("schema", search),
    ...textParam("table", search),
    ...(filter.length > 0 ? { filter } : {}),
    ...(sort.length > 0 ? { sort } : {}),
    ...(search.view === "structure" ? { view: "structure" as const } : {}),
  };
}

function listOf<Item>(value: unknown, read: (item: Record<string, unknown>) => Item | null): Item[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const found = typeof item === "object" && item !== null ? read(item as Record<string, unknown>) : null;
    return found === null ? [] : [found];
  });
}

function conditionOf({ column, operator, value }: Record<string, unknown>): Condition | null {
  if (typeof column !== "string" || !isOperator(operator)) return null;
  return { column, operator, value: typeof value === "string" ? value : "" };
}

function orderOf({ column, descending }: Record<string, unknown>): Order | null {
  return typeof column === "string" ? { column, descending: descending === true } : null;
}
