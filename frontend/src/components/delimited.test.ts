import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvText, delimiterOf, jsonText, readCsv } from "./delimited";

const cell = fc.option(
  fc.string({ unit: fc.constantFrom("a", " ", '"', ",", "\n", "\r", "é", ";"), maxLength: 6 }),
  { nil: null },
);

describe("csvText and readCsv", () => {
  it("give back every table", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 6 }), (rows) => {
        const { rows: read, faults } = readCsv(csvText(["x", "y"], rows), ",");
        expect(faults).toEqual([]);
        expect(read.map(({ values }) => values)).toEqual([["x", "y"], ...rows]);
      }),
    );
  });
});

describe("readCsv", () => {
  it("knows the line a row begins at", () => {
    const { rows } = readCsv('a,b\n"1\n2",x\n3,y\n');
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it("tells nothing from the empty text, and leaves blank lines out", () => {
    expect(readCsv('a,b\n,""\n\n').rows.map(({ values }) => values)).toEqual([
      ["a", "b"],
      [null, ""],
    ]);
  });

  it("says where a quote goes wrong", () => {
    expect(readCsv('a\n"x').faults).toEqual([{ line: 2, message: "A quote is opened and never closed." }]);
    expect(readCsv('a,b\n"x"y,z').faults[0]?.line).toBe(2);
  });

  it("finds the delimiter", () => {
    expect(delimiterOf("a;b;c\n1,5;2;3")).toBe(";");
    expect(delimiterOf('"a;b",c')).toBe(",");
    expect(delimiterOf("a\tb")).toBe("\t");
    expect(readCsv("\ufeffa;b\n1;2").rows[1]?.values).toEqual(["1", "2"]);
  });
});

describe("jsonText", () => {
  it("keeps columns of the same name apart", () => {
    expect(JSON.parse(jsonText(["id", "id"], [[1, 2]]))).toEqual([{ id: 1, id_2: 2 }]);
  });
});
