import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { hashLabels } from "./labels.ts";

it("is what is stored already, whatever the order of the labels", () => {
  const known = createHash("sha256").update("8:__name__=2:up;4:zone=6:北京;").digest("hex");
  expect(hashLabels({ __name__: "up", zone: "北京" })).toBe(known);
  expect(hashLabels({ zone: "北京", __name__: "up" })).toBe(known);
});

it("keeps apart what would run together", () => {
  expect(hashLabels({ a: "b;1:c=1:d" })).not.toBe(hashLabels({ a: "b", c: "d" }));
});
