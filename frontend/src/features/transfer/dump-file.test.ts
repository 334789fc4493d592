import { describe, expect, it } from "vitest";
import { fileFault } from "./dump-file";

describe("fileFault", () => {
  it("goes by the name", () => {
    expect(fileFault({ name: "shop.SQL", size: 1 })).toBeUndefined();
    expect(fileFault({ name: "shop.sql.gz", size: 1 })).toBeUndefined();
    expect(fileFault({ name: "notes.txt", size: 1 })).toContain("no dump");
    expect(fileFault({ name: "shop.sql", size: 0 })).toContain("empty");
  });
});
