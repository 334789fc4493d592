import { describe, expect, it } from "vitest";
import { column } from "@/api/sample-column";
import { checkRows, located, mappedCsv, readDraft, startMapping } from "./csv-mapping";

const columns = [
  column("id", "bigint", { is_identity: true }),
  column("first_name", "text"),
  column("age", "integer", { nullable: true }),
  column("mood", "mood", { nullable: true, enum_values: ["sad", "ok"] }),
];

describe("startMapping", () => {
  it("finds columns whatever the case and the signs between words", () => {
    expect(startMapping(["First Name", "AGE", "shoe size", "age"], columns)).toEqual([
      "first_name",
      "age",
      null,
      null,
    ]);
  });
});

describe("checkRows", () => {
  it("tells each fault with its line", () => {
    const draft = readDraft("First Name;Age;Mood\nAnn;31;ok\nBo;old;happy\n;3;\nCy;4\n");
    const faults = checkRows(draft, startMapping(draft.header, columns), columns);
    expect(faults.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "3 age: “old”: This is not a number.",
      "3 mood: “happy” is none of its labels.",
      "4 first_name: nothing between the commas, but it may not be NULL.",
      "5 2 values where the first line has 3.",
    ]);
  });

  it("tells which columns get nothing", () => {
    const draft = readDraft("age\n1\n");
    expect(checkRows(draft, ["age"], columns)[0]?.message).toContain("first_name");
  });
});

describe("mappedCsv", () => {
  it("has the table's names, and the chosen columns only", () => {
    const draft = readDraft('First Name,Shoe,Age\n"Fisher, Ann",38,\n');
    expect(mappedCsv(draft, ["first_name", null, "age"])).toBe('first_name,age\r\n"Fisher, Ann",\r\n');
  });
});

describe("located", () => {
  it("names the line of the file that was chosen", () => {
    const draft = readDraft('name,age\n\n"a\nb",1\nc,2\n');
    expect(located("record 2: too young", draft)).toBe("Line 5: too young");
    expect(located("line 3: too young", draft)).toBe("Line 5: too young");
    expect(located("too young", draft)).toBe("too young");
  });
});
