import { describe, expect, it } from "vitest";
import { emailFault, faultsOf, passwordFault } from "./field-rules";

describe("passwordFault", () => {
  it("wants eight characters and no more than 72 bytes", () => {
    expect(passwordFault("")).toBeDefined();
    expect(passwordFault("1234567")).toBeDefined();
    expect(passwordFault("12345678")).toBeUndefined();
    expect(passwordFault("x".repeat(72))).toBeUndefined();
    expect(passwordFault("x".repeat(73))).toBeDefined();
    expect(passwordFault("é".repeat(37))).toBeDefined();
  });
});

describe("emailFault", () => {
  it("leaves the fine points to the server", () => {
    expect(emailFault(" ann@localhost ")).toBeUndefined();
    expect(emailFault("")).toBeDefined();
    expect(emailFault("ann")).toBeDefined();
    expect(emailFault("ann @example.com")).toBeDefined();
  });
});

describe("faultsOf", () => {
  it("keeps what is at fault", () => {
    expect(faultsOf({ email: undefined, password: "short" })).toEqual({ password: "short" });
  });
});
