import { expect, it } from "vitest";
import { checkDocPaths } from "./doc-paths.ts";

const missing = (text: string, path = "docs/a.md") =>
  checkDocPaths([{ path, text }]).map(({ message }) => message);

it("follows paths in backticks", () => {
  expect(missing("See `tools/run.mjs` and `tools/checks/`.")).toEqual([]);
  expect(missing("See `tools/walk.mjs`.")).toEqual(["no such path: tools/walk.mjs"]);
});

it("follows relative links from the folder of the document", () => {
  expect(missing("[run](../tools/run.mjs)")).toEqual([]);
  expect(missing("[run](tools/run.mjs)")).toEqual(["no such path: docs/tools/run.mjs"]);
  expect(missing("[site](https://example.org/tools/x)")).toEqual([]);
});

it("leaves commands, patterns and words alone", () => {
  expect(missing("`npm test`, `packages/*`, `apps/<name>`, `api/usecases`")).toEqual([]);
});

it("names the line", () => {
  expect(checkDocPaths([{ path: "docs/a.md", text: "one\ntwo `docs/none.md`\n" }])[0]?.line).toBe(2);
});
