import { describe, expect, it } from "vitest";
import { exportAddress, tablesFault } from "./export";

const wish = {
  format: "sql",
  content: "all",
  excludeAuth: false,
  inserts: false,
  compress: false,
  tables: "",
} as const;

describe("exportAddress", () => {
  it("asks for no more than was wanted", () => {
    expect(exportAddress("1", wish)).toBe("/platform/projects/1/export?format=sql");
    expect(
      exportAddress("1", {
        ...wish,
        content: "schema",
        excludeAuth: true,
        inserts: true,
        compress: true,
        tables: "a, public.b",
      }),
    ).toBe(
      "/platform/projects/1/export?format=sql&schema_only=true&exclude_auth=true&inserts=true&compress=6&tables=a%2Cpublic.b",
    );
  });

  it("leaves out what an archive does not know", () => {
    expect(exportAddress("1", { ...wish, format: "custom", inserts: true, compress: true })).toBe(
      "/platform/projects/1/export?format=custom",
    );
  });
});

describe("tablesFault", () => {
  it("names the one at fault", () => {
    expect(tablesFault("a, b.c")).toBeUndefined();
    expect(tablesFault("a, drop table")).toBeUndefined();
    expect(tablesFault("a;b")).toContain("a;b");
  });
});
