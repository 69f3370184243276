import { expect, it } from "vitest";
import { nameSubjects } from "./name-subjects.ts";

it("a subject is called as the newest entry that names it says, one that none names is left out", () => {
  const names = nameSubjects([
    { center: "c1", subject: "w1", before: { name: "North wall" }, after: null },
    { center: "c1", subject: "w1", before: null, after: { name: "Wall" } },
    { center: "c2", subject: "w1", before: null, after: { name: "Other wall" } },
    { center: "c1", subject: "k1", before: null, after: { name: "" } },
    { center: "c1", subject: "l1", before: ["name"], after: { amount: 8 } },
    { center: "c1", subject: "p1", before: "operator", after: { name: "Wu Lan" } },
  ]);
  expect([...names]).toEqual([
    ["c1 w1", "North wall"],
    ["c2 w1", "Other wall"],
    ["c1 p1", "Wu Lan"],
  ]);
});
