import { expect, test } from "vitest";
import { search } from "./palette-search";

const account = { group: "Dashboard", text: "Account" };
const projects = { group: "Dashboard", text: "Projects" };
const newProject = { group: "Dashboard", text: "New project" };
const shop = { group: "Projects", text: "Web shop", words: ["acqcwozunfgthjklmnbv"] };
const accounting = { group: "Projects", text: "My accounts", words: ["kkkkkkkkkkkkkkkkkkkk"] };
const all = [accounting, shop, projects, newProject, account];

test("an empty search shows everything in its own order", () => {
  expect(search(all, "  ")).toEqual(all);
});

test("letters scattered over a project's reference don't find it", () => {
  expect(search([shop, account], "account")).toEqual([account]);
});

test("what begins with the search goes first, whatever group it is in", () => {
  expect(search(all, "account")).toEqual([account, accounting]);
  expect(search(all, "proj")).toEqual([projects, newProject]);
});

test("each word typed must occur, in any order", () => {
  expect(search(all, "project new")).toEqual([newProject]);
  expect(search(all, "project old")).toEqual([]);
});

test("a project is found by its reference", () => {
  expect(search(all, "acqc")).toEqual([shop]);
});
