export const monthChoices = [
  { value: "this", text: "This month" },
  { value: "last", text: "Last month" },
] as const;

export type MonthChoice = (typeof monthChoices)[number]["value"];

/// The first and last day of a month, as UTC has it; of this month up to today.
export function monthOf(choice: MonthChoice, today: Date): { from: string; to: string } {
  const back = choice === "last" ? 1 : 0;
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
  const last = choice === "last" ? new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0)) : today;
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}
