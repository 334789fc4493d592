import { describe, expect, it } from "vitest";
import { readPlan } from "./plan";

const explained = [
  {
    Plan: {
      "Node Type": "Hash Join",
      "Total Cost": 100,
      "Plan Rows": 10,
      "Actual Total Time": 9,
      "Actual Rows": 8,
      "Actual Loops": 1,
      "Hash Cond": "(a.id = b.id)",
      Plans: [
        {
          "Node Type": "Seq Scan",
          "Relation Name": "a",
          "Total Cost": 30,
          "Actual Total Time": 2,
          "Actual Loops": 3,
        },
        {
          "Node Type": "Index Scan",
          "Relation Name": "b",
          "Index Name": "b_pkey",
          "Total Cost": 20,
          "Actual Total Time": 1,
          "Actual Loops": 1,
        },
      ],
    },
    "Execution Time": 9.5,
  },
];

describe("readPlan", () => {
  it("tells what falls to each node itself", () => {
    const plan = readPlan(explained);
    expect(
      plan?.nodes.map(({ title, subject, depth, ownCost, actual }) => [
        title,
        subject,
        depth,
        ownCost,
        actual?.own,
      ]),
    ).toEqual([
      ["Hash Join", null, 0, 50, 2],
      ["Seq Scan", "a", 1, 30, 6],
      ["Index Scan", "b by b_pkey", 1, 20, 1],
    ]);
    expect(plan?.executionMilliseconds).toBe(9.5);
    expect(plan?.nodes[0]?.details).toEqual([["Hash Cond", "(a.id = b.id)"]]);
  });

  it("has no times where nothing was run, and nothing for what is no plan", () => {
    expect(readPlan([{ Plan: { "Node Type": "Result" } }])?.nodes[0]?.actual).toBeNull();
    expect(readPlan(null)).toBeNull();
    expect(readPlan([{ rows: 1 }])).toBeNull();
  });
});
