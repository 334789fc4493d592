import type { LimitValues } from "@/api/types";
import type { Faults, Values } from "@/components/form";

/// Fields of the form of limits: empty follows the default, “none” lifts the limit.
export const limitFields = ["projects", "connections", "database_gb", "request_rate"] as const;
export type LimitField = (typeof limitFields)[number];

const GIGABYTE = 1024 ** 3;

export function fieldsOf(limits: LimitValues): Record<LimitField, string> {
  const number = (value: number | null, unit = 1): string =>
    value === null ? "" : value < 0 ? "none" : String(value / unit);
  return {
    projects: number(limits.projects),
    connections: number(limits.connections),
    database_gb: number(limits.database_bytes, GIGABYTE),
    request_rate:
      limits.request_rate === null ? "" : limits.request_rate === "off" ? "none" : limits.request_rate,
  };
}

export function limitsOf(values: Values<LimitField>): LimitValues {
  const number = (text: string, unit = 1): number | null => {
    const wish = text.trim().toLowerCase();
    if (wish === "") return null;
    return wish === "none" ? -1 : Math.round(Number(wish) * unit);
  };
  const rate = values.request_rate.trim();
  return {
    projects: number(values.projects),
    connections: number(values.connections),
    database_bytes: number(values.database_gb, GIGABYTE),
    request_rate: rate === "" ? null : rate.toLowerCase() === "none" ? "off" : rate,
  };
}

export function limitFaults(values: Values<LimitField>): Faults<LimitField> {
  const faults: Faults<LimitField> = {};
  for (const name of ["projects", "connections"] as const) {
    if (!/^(?:\d+|none)?$/i.test(values[name].trim())) faults[name] = "A whole number, “none”, or nothing.";
  }
  if (!/^(?:\d+(?:\.\d+)?|none)?$/i.test(values.database_gb.trim())) {
    faults.database_gb = "A number, “none”, or nothing.";
  }
  if (!/^(?:\d+\/[smh](?::\d+)?|none)?$/i.test(values.request_rate.trim())) {
    faults.request_rate = "Like 100/s:200, “none”, or nothing.";
  }
  return faults;
}

/// A limit as people read it.
export function limitText(name: LimitField, limits: LimitValues): string {
  const text = fieldsOf(limits)[name];
  if (text === "" || text === "none") return "no limit";
  return name === "database_gb" ? `${text} GB` : text;
}
