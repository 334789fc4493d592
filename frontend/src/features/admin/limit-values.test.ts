import { describe, expect, it } from "vitest";
import { fieldsOf, limitFaults, limitsOf, limitText } from "./limit-values";

const limits = { projects: 3, connections: null, database_bytes: 5 * 1024 ** 3, request_rate: "off" };

describe("limits", () => {
  it("come back from the form as they went in", () => {
    expect(fieldsOf(limits)).toEqual({
      projects: "3",
      connections: "",
      database_gb: "5",
      request_rate: "none",
    });
    expect(limitsOf(fieldsOf(limits))).toEqual(limits);
    expect(limitsOf({ projects: "none", connections: "", database_gb: "0.5", request_rate: "" })).toEqual({
      projects: -1,
      connections: null,
      database_bytes: 1024 ** 3 / 2,
      request_rate: null,
    });
  });

  it("tell what can’t be read", () => {
    expect(
      limitFaults({ projects: "many", connections: "1.5", database_gb: "-1", request_rate: "fast" }),
    ).toEqual({
      projects: expect.any(String),
      connections: expect.any(String),
      database_gb: expect.any(String),
      request_rate: expect.any(String),
    });
    expect(
      limitFaults({ projects: "1", connections: "", database_gb: "2.5", request_rate: "100/s:200" }),
    ).toEqual({});
  });

  it("read as people speak", () => {
    expect(limitText("database_gb", limits)).toBe("5 GB");
    expect(limitText("connections", limits)).toBe("no limit");
  });
});
