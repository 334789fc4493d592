import { describe, expect, it } from "vitest";
import { move, rectangle, step, tabbed } from "./moves";

const bounds = { rows: 100, columns: 4, page: 20 };
const at = (row: number, column: number) => ({ row, column });
const press = (key: string, ctrl = false) => ({ key, ctrl });

describe("move", () => {
  it("goes a cell, a page, or to an end, and never outside", () => {
    expect(move(at(0, 0), press("ArrowUp"), bounds)).toEqual(at(0, 0));
    expect(move(at(0, 0), press("ArrowDown"), bounds)).toEqual(at(1, 0));
    expect(move(at(0, 3), press("ArrowRight"), bounds)).toEqual(at(0, 3));
    expect(move(at(50, 2), press("Home", true), bounds)).toEqual(at(0, 0));
    expect(move(at(50, 2), press("End"), bounds)).toEqual(at(50, 3));
    expect(move(at(95, 2), press("PageDown"), bounds)).toEqual(at(99, 2));
    expect(move(at(5, 2), press("ArrowDown", true), bounds)).toEqual(at(99, 2));
  });

  it("leaves other keys and empty grids alone", () => {
    expect(move(at(0, 0), press("x"), bounds)).toBeNull();
    expect(move(at(0, 0), press("ArrowDown"), { ...bounds, rows: 0 })).toBeNull();
  });
});

describe("step", () => {
  it("goes on in the next row and stops at the ends", () => {
    expect(step(at(0, 3), 1, bounds)).toEqual(at(1, 0));
    expect(step(at(1, 0), -1, bounds)).toEqual(at(0, 3));
    expect(step(at(0, 0), -1, bounds)).toBeNull();
    expect(step(at(99, 3), 1, bounds)).toBeNull();
  });
});

describe("rectangle", () => {
  it("is the same from whichever corner it was drawn", () => {
    expect(rectangle({ anchor: at(5, 1), active: at(2, 3) })).toEqual({
      top: 2,
      bottom: 5,
      left: 1,
      right: 3,
    });
  });
});

describe("tabbed", () => {
  it("quotes what would break the table", () => {
    expect(
      tabbed([
        ["a", null],
        ["b\tc", 'say "hi"\n'],
      ]),
    ).toBe('a\t\n"b\tc"\t"say ""hi""\n"');
  });
});
