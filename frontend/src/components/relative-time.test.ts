import { describe, expect, it } from "vitest";
import { relativeTime } from "./relative-time";

const NOW = Date.parse("2026-06-15T12:00:00Z");

describe("relativeTime", () => {
  it.each([
    ["2026-06-15T11:59:31Z", "just now"],
    ["2026-06-15T11:58:59Z", "1 minute ago"],
    ["2026-06-15T09:00:00Z", "3 hours ago"],
    ["2026-06-14T10:00:00Z", "yesterday"],
    ["2026-06-17T13:00:00Z", "in 2 days"],
    ["2026-03-01T12:00:00Z", "3 months ago"],
    ["2024-01-01T12:00:00Z", "2 years ago"],
    ["2026-06-15T13:00:00+02:00", "1 hour ago"],
    ["", "unknown"],
  ])("calls %s %s", (value, words) => {
    expect(relativeTime(value, NOW)).toBe(words);
  });
});
