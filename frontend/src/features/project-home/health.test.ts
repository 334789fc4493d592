import { describe, expect, it } from "vitest";
import type { AnalyticsOverview } from "@/api/types";
import { healthOf } from "./health";

const overview: AnalyticsOverview = {
  database: null,
  connections: { total: 3, active: 1, idle: 2, idle_in_transaction: 0, connections: [] },
  auth: { total_users: 2, signups_7d: 1, signups_30d: 2, active_sessions: 1 },
  api_usage: null,
};

const states = (lines: { state: string }[]): string[] => lines.map(({ state }) => state);

describe("healthOf", () => {
  it("is well where everything answers", () => {
    expect(states(healthOf("active", overview, { requests: 9, server_errors: 0 }))).toEqual([
      "well",
      "well",
      "well",
    ]);
  });

  it("tells a few failures from many, and silence from health", () => {
    expect(states(healthOf("active", overview, { requests: 1000, server_errors: 1 }))[1]).toBe("worth");
    expect(states(healthOf("active", overview, { requests: 10, server_errors: 1 }))[1]).toBe("ill");
    expect(states(healthOf("active", "failed", undefined))).toEqual(["ill", "unknown", "ill"]);
    expect(states(healthOf("active", { ...overview, connections: null }, undefined))[0]).toBe("ill");
  });

  it("does not ask a paused project", () => {
    expect(states(healthOf("paused", undefined, undefined))).toEqual(["paused", "paused", "paused"]);
  });
});
