import { expect, it } from "vitest";
import { fitLabel, fitRackName, labelEms } from "./hall-labels.ts";

const halls = (...names: string[]) => names.map((hallName) => ({ hallName }));

it("has room for the longest name up to a bound", () => {
  expect(labelEms(halls("Hall A", "Hall B"), 5)).toBeCloseTo(1.02);
  expect(labelEms(halls("Hall 1", "液冷厅"), 5)).toBeCloseTo(0.4 + 6 * 0.62);
  expect(labelEms(halls("North extension", "液冷厅"), 5)).toBe(5);
});

it.each([
  ["Hall 1", 100, { text: "Hall 1", px: 14 }],
  ["قاعة التبريد ٢", 9.08 * 12, { text: "قاعة التبريد ٢", px: 12 }],
  ["North extension, liquid cooled", 110, { text: "North extensio\u2026", px: 11 }],
])("%s in %d px is read", (name, width, expected) => {
  const { text, px } = fitLabel(name, width, 14);
  expect(text).toBe(expected.text);
  expect(px).toBeCloseTo(expected.px);
});

it.each([
  ["B-07", 80, "B-07"],
  ["خزانة 11", 80, "خزانة 11"],
  ["Rack with an unreasonably long name number 05", 100, "Rack wit\u202605"],
  ["机柜房间东侧第十一排零五号", 100, "机柜房间\u2026零五号"],
])("%s in a cell of %d px keeps what tells it from its neighbours", (name, width, expected) => {
  expect(fitRackName(name, width, 12)).toBe(expected);
});
