import { describe, expect, it } from "vitest";
import { passwordLengthFault, settingsChange } from "./settings-change";

const before = { enable_signup: true, autoconfirm: true, password_min_length: 6 };

describe("settingsChange", () => {
  it("sends only what differs", () => {
    expect(settingsChange(before, before)).toEqual({});
    expect(settingsChange(before, { ...before, autoconfirm: false })).toEqual({ autoconfirm: false });
    expect(
      settingsChange(before, { enable_signup: false, autoconfirm: true, password_min_length: 8 }),
    ).toEqual({
      enable_signup: false,
      password_min_length: 8,
    });
  });
});

describe("passwordLengthFault", () => {
  it("wants a whole number from 6 to 72", () => {
    for (const text of ["", "5", "73", "8.5", "many"]) expect(passwordLengthFault(text)).toBeDefined();
    for (const text of ["6", "72"]) expect(passwordLengthFault(text)).toBeUndefined();
  });
});
