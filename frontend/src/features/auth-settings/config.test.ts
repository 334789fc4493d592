import { describe, expect, it } from "vitest";
import { changesOf, configOf, isSecret } from "./config";

const settings = { enable_signup: true, autoconfirm: true, password_min_length: 6 };

describe("configOf", () => {
  it("takes what can be shown", () => {
    const auth = { A: true, B: 1, C: "x", D: ["y"], E: null, F: { g: 1 } };
    expect(configOf({ settings: { ...settings, auth } })).toEqual({ A: true, B: 1, C: "x", D: ["y"] });
    expect(configOf({ settings })).toEqual({});
  });
});

describe("changesOf", () => {
  it("leaves out what is as it was", () => {
    const config = { A: true, B: ["x"], C: "" };
    expect(changesOf(config, { A: true, B: ["x"], C: "y" })).toEqual({ C: "y" });
    expect(changesOf(config, { B: ["x", "z"] })).toEqual({ B: ["x", "z"] });
  });
});

describe("isSecret", () => {
  it("goes by the name", () => {
    expect(isSecret("SMTP_PASS")).toBe(true);
    expect(isSecret("EXTERNAL_GITHUB_SECRET")).toBe(true);
    expect(isSecret("HOOK_SEND_SMS_SECRETS")).toBe(true);
    expect(isSecret("PASSWORD_MIN_LENGTH")).toBe(false);
  });
});
