import { describe, expect, it } from "vitest";
import { changed, closed, newDocument, opened, readDesk, readPast, remembered, unsaved } from "./documents";

const fresh = newDocument("fresh", []);
const draft = { id: "a", name: "A", text: "select 1", saved: null };
const kept = { id: "b", name: "B", text: "select 2", saved: { id: "s", text: "select 2" } };
const desk = { documents: [draft, kept], active: "a" };

describe("the desk", () => {
  it("opens a saved query once", () => {
    expect(opened(desk, { ...kept, id: "c" })).toEqual({ ...desk, active: "b" });
    expect(opened({ documents: [fresh], active: "fresh" }, kept)).toEqual({ documents: [kept], active: "b" });
  });

  it("goes to the neighbour when the open one closes, and is never empty", () => {
    expect(closed(desk, "a", fresh)).toEqual({ documents: [kept], active: "b" });
    expect(closed(desk, "b", fresh).active).toBe("a");
    expect(closed({ documents: [draft], active: "a" }, "a", fresh)).toEqual({
      documents: [fresh],
      active: "fresh",
    });
  });

  it("knows which texts stand nowhere else", () => {
    expect(unsaved(draft)).toBe(true);
    expect(unsaved(fresh)).toBe(false);
    expect(unsaved(kept)).toBe(false);
    expect(changed(desk, "b", { text: "x" }).documents.map(unsaved)).toEqual([true, true]);
  });

  it("survives whatever the browser kept", () => {
    expect(readDesk(JSON.stringify(desk), fresh)).toEqual(desk);
    expect(readDesk("not json", fresh).documents).toEqual([fresh]);
    expect(readDesk('{"documents":[1,{"id":2}],"active":5}', fresh).active).toBe("fresh");
    expect(readPast('{"past":[{"query":"a","at":"b"},null,3]}')).toHaveLength(1);
  });

  it("numbers new queries", () => {
    expect(newDocument("x", [{ ...draft, name: "Query 2" }]).name).toBe("Query 3");
  });
});

describe("remembered", () => {
  it("has each query once, the newest first, and an end", () => {
    const past = (query: string) => ({ query, at: "", milliseconds: 1, failed: false });
    expect(remembered([past("a"), past("b")], past("b")).map(({ query }) => query)).toEqual(["b", "a"]);
    const many = Array.from({ length: 100 }, (_, at) => past(String(at)));
    expect(remembered(many, past("new"))).toHaveLength(100);
  });
});
