import { describe, expect, it } from "vitest";
import { userName, userState } from "./user-state";

const now = Date.parse("2026-06-01T00:00:00Z");
const user = { banned_until: null, email_confirmed_at: null, phone_confirmed_at: null, is_anonymous: false };

describe("userState", () => {
  it("says the worst first", () => {
    expect(userState(user, now).text).toBe("unconfirmed");
    expect(userState({ ...user, phone_confirmed_at: "2026-01-01T00:00:00Z" }, now).text).toBe("confirmed");
    expect(userState({ ...user, is_anonymous: true }, now).text).toBe("anonymous");
    expect(userState({ ...user, banned_until: "2126-01-01T00:00:00Z" }, now).text).toBe("banned");
    expect(userState({ ...user, banned_until: "2026-05-01T00:00:00Z" }, now).text).toBe("unconfirmed");
  });
});

describe("userName", () => {
  it("takes what there is", () => {
    const nobody = { email: null, phone: null, is_anonymous: true, id: "1" };
    expect(userName({ ...nobody, email: "a@b.c" })).toBe("a@b.c");
    expect(userName({ ...nobody, email: "", phone: "491" })).toBe("+491");
    expect(userName(nobody)).toBe("Anonymous");
  });
});
