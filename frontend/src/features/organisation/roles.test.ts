import { describe, expect, it } from "vitest";
import { mayActOn, rolesBelow } from "./roles";

describe("rolesBelow", () => {
  it("offers nobody a role as high as one's own", () => {
    expect(rolesBelow("owner")).toEqual(["viewer", "developer", "admin"]);
    expect(rolesBelow("admin")).toEqual(["viewer", "developer"]);
    expect(rolesBelow("viewer")).toEqual([]);
  });
});

describe("mayActOn", () => {
  it("takes an admin and a lower rank on the other side", () => {
    expect(mayActOn("owner", "admin")).toBe(true);
    expect(mayActOn("admin", "developer")).toBe(true);
    expect(mayActOn("admin", "admin")).toBe(false);
    expect(mayActOn("admin", "owner")).toBe(false);
    expect(mayActOn("developer", "viewer")).toBe(false);
  });
});
