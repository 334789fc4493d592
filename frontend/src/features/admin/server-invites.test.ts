import { describe, expect, it } from "vitest";
import { inviteState } from "./server-invites";

describe("inviteState", () => {
  const now = Date.parse("2026-06-01T00:00:00Z");

  it("tells what has become of an invite", () => {
    expect(inviteState({ used_at: null, expires_at: "2026-06-02T00:00:00Z" }, now)).toBe("open");
    expect(inviteState({ used_at: null, expires_at: "2026-05-31T00:00:00Z" }, now)).toBe("expired");
    expect(inviteState({ used_at: "2026-05-01T00:00:00Z", expires_at: "2026-05-31T00:00:00Z" }, now)).toBe(
      "used",
    );
  });
});
