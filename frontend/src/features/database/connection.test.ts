import { describe, expect, it } from "vitest";
import { connectionUri, psqlCommand } from "./connection";

const credentials = { pg_username: "u_1", pg_password: "p@ss/w:rd", pg_host: "db.test", pg_port: "6432" };

describe("connectionUri", () => {
  it("escapes what would end the password", () => {
    expect(connectionUri(credentials, "proj_1")).toBe("postgresql://u_1:p%40ss%2Fw%3Ard@db.test:6432/proj_1");
  });

  it("puts an IPv6 address in brackets", () => {
    expect(connectionUri({ ...credentials, pg_host: "::1" }, "proj_1")).toContain("@[::1]:6432/");
  });
});

describe("psqlCommand", () => {
  it("leaves the password out", () => {
    expect(psqlCommand(credentials, "proj_1")).toBe("psql -h db.test -p 6432 -U u_1 -d proj_1");
  });
});
