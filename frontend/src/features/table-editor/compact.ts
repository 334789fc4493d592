const formatter = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en");

/// 1234 → 1.2K
export function compact(count: number): string {
  return formatter.format(count);
}

/// 1234 → 1,234
export function counted(count: number): string {
  return whole.format(count);
}
