import { afterEach, expect, it } from "vitest";
import { pxOfRem } from "./px-of-rem.ts";

const { style } = document.documentElement;
afterEach(() => style.removeProperty("font-size"));

it("follows the type of the document", () => {
  expect(pxOfRem(4)).toBe(64);
  style.fontSize = "24px";
  expect(pxOfRem(4)).toBe(96);
});
