const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/// 1234567 as “1.2M”.
export function compactNumber(value: number): string {
  return compact.format(value);
}

/// 1234567 as “1,234,567”.
export function fullNumber(value: number): string {
  return whole.format(value);
}

/// Bytes as people read them, in steps of 1024 as PostgreSQL's pg_size_pretty has them.
export function byteSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/// Milliseconds as “4.2 ms” or “1.8 s”.
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 60
    ? `${minutes} min ${Math.round((milliseconds % 60_000) / 1_000)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/// The part of a whole in percent; null where there is no whole.
export function share(part: number, all: number | null): number | null {
  return all === null || all <= 0 ? null : (100 * part) / all;
}
