import { expect, it } from "vitest";
import { fetchPart, PartUnreachable } from "./fetch-part.ts";

/** In the words of the browser, by which the router knows that a build is gone. */
const gone = new TypeError("Failed to fetch dynamically imported module: /assets/shift-page.js");
const missing = () => Promise.reject(gone);

it("a part that came is what it is", async () => {
  expect(await fetchPart(async () => 7)).toBe(7);
});
it("a part that is missing while the server answers is of another build: the router loads the document anew", async () => {
  await expect(fetchPart(missing, async () => true)).rejects.toBe(gone);
});
it("a part that is missing while no server answers is a fault of the network, and no reason to load anything", async () => {
  const error = await fetchPart(missing, async () => false).catch((fault: unknown) => fault);
  expect(String(error)).not.toContain("dynamically imported module");
  expect(error).toBeInstanceOf(PartUnreachable);
});
