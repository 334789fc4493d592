import { describe, expect, it } from "vitest";
import { requestSearch, statusTone, withFilter } from "./request-search";

describe("withFilter", () => {
  it("changes one filter and begins at the first page again", () => {
    expect(withFilter({ page: 3, method: "GET", path: "/x" }, "method", "POST")).toEqual({
      method: "POST",
      path: "/x",
    });
    expect(withFilter({ method: "GET" }, "method", "")).toEqual({});
  });
});

describe("requestSearch", () => {
  it("reads a status that looks like a number", () => {
    expect(requestSearch({ status: 404, page: 2, nonsense: true })).toEqual({ status: "404", page: 2 });
  });
});

describe("statusTone", () => {
  it("warns of refusals and alarms at failures", () => {
    expect([200, 304, 404, 503].map(statusTone)).toEqual(["success", "neutral", "warning", "danger"]);
  });
});
