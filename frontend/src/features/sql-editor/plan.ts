/// A node of a query's plan, with what falls to itself.
export interface PlanNode {
  id: string;
  depth: number;
  title: string;
  /// What it reads or joins on.
  subject: string | null;
  details: readonly (readonly [string, string])[];
  cost: number;
  ownCost: number;
  rows: number;
  actual: { milliseconds: number; own: number; rows: number; loops: number } | null;
}

export interface Plan {
  nodes: readonly PlanNode[];
  cost: number;
  planningMilliseconds: number | null;
  executionMilliseconds: number | null;
}

type Raw = Readonly<Record<string, unknown>>;

/// Reads what `explain (format json)` says. Null for anything else.
export function readPlan(json: unknown): Plan | null {
  const whole: unknown = Array.isArray(json) ? json[0] : json;
  if (!isRaw(whole) || !isRaw(whole.Plan)) return null;
  const nodes: PlanNode[] = [];
  collect(whole.Plan, 0, "0", nodes);
  return {
    nodes,
    cost: number(whole.Plan["Total Cost"]) ?? 0,
    planningMilliseconds: number(whole["Planning Time"]),
    executionMilliseconds: number(whole["Execution Time"]),
  };
}

function collect(raw: Raw, depth: number, id: string, into: PlanNode[]): void {
  const children = Array.isArray(raw.Plans) ? raw.Plans.filter(isRaw) : [];
  const cost = number(raw["Total Cost"]) ?? 0;
  const total = totalMilliseconds(raw);
  into.push({
    id,
    depth,
    title: text(raw["Node Type"]) ?? "Node",
    subject: subjectOf(raw),
    details: detailsOf(raw),
    cost,
    ownCost: Math.max(0, cost - sum(children.map((child) => number(child["Total Cost"]) ?? 0))),
    rows: number(raw["Plan Rows"]) ?? 0,
    actual:
      total === null
        ? null
        : {
            milliseconds: total,
            own: Math.max(0, total - sum(children.map((child) => totalMilliseconds(child) ?? 0))),
            rows: number(raw["Actual Rows"]) ?? 0,
            loops: number(raw["Actual Loops"]) ?? 1,
          },
  });
  for (const [at, child] of children.entries()) collect(child, depth + 1, `${id}.${at}`, into);
}

/// PostgreSQL tells the time of one loop.
function totalMilliseconds(raw: Raw): number | null {
  const time = number(raw["Actual Total Time"]);
  return time === null ? null : time * (number(raw["Actual Loops"]) ?? 1);
}

function subjectOf(raw: Raw): string | null {
  const relation = text(raw["Relation Name"]) ?? text(raw["Function Name"]) ?? text(raw["CTE Name"]);
  const index = text(raw["Index Name"]);
  if (relation !== null && index !== null) return `${relation} by ${index}`;
  return relation ?? index;
}

const SHOWN = [
  "Join Type",
  "Index Cond",
  "Hash Cond",
  "Merge Cond",
  "Join Filter",
  "Filter",
  "Rows Removed by Filter",
  "Recheck Cond",
  "Sort Key",
  "Sort Method",
  "Group Key",
  "Workers Planned",
  "Shared Hit Blocks",
  "Shared Read Blocks",
  "Temp Written Blocks",
];

function detailsOf(raw: Raw): [string, string][] {
  return SHOWN.flatMap((name): [string, string][] => {
    const value = raw[name];
    if (value === undefined || value === null || value === 0) return [];
    return [[name, Array.isArray(value) ? value.join(", ") : String(value)]];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function isRaw(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
