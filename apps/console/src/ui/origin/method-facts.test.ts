import { methods } from "@aidc/domain";
import { expect, it } from "vitest";
import { wordMethod } from "./method-facts.tsx";

it("every method has its words in both languages, and they differ", () => {
  for (const id of Object.keys(methods)) {
    const [en, zh] = [wordMethod(id, "en"), wordMethod(id, "zh-CN")];
    expect(en?.formula, id).toBeTruthy();
    expect(zh?.formula, id).toMatch(/\p{Script=Han}/u);
    expect(zh?.formula, id).not.toBe(en?.formula);
  }
});
it("a method nobody knows has none", () => {
  expect(wordMethod("from_the_future", "en")).toBeNull();
});
