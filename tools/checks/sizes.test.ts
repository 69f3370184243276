import { expect, it } from "vitest";
import { checkSizes, limits } from "./sizes.ts";

const lines = (count: number) => "const a = 1;\n".repeat(count);
const messages = (path: string, text: string) => checkSizes([{ path, text }]).map(({ message }) => message);
const fewLines = { path: "apps/api/src/b.ts", text: lines(5) };

it("lets a file at the limit pass and catches the next line", () => {
  const judged = (count: number) =>
    checkSizes([{ path: "apps/api/src/a.ts", text: lines(count) }, fewLines, fewLines]).map(
      ({ path }) => path,
    );
  expect(judged(limits.file)).not.toContain("apps/api/src/a.ts");
  expect(judged(limits.file + 1)).toContain("apps/api/src/a.ts");
});

it("lets listed tables be long, and nothing else", () => {
  const faultyPaths = (path: string) => checkSizes([{ path, text: lines(900) }]).map((fault) => fault.path);
  expect(faultyPaths("apps/console/src/i18n/zh.ts")).toEqual([]);
  expect(faultyPaths("packages/store/src/schema/places.ts")).toEqual([]);
  expect(faultyPaths("packages/store/src/append.ts")).toContain("packages/store/src/append.ts");
});

it.each([
  ["declaration", "function long() {\n", "}\n"],
  ["arrow", "const long = () => {\n", "};\n"],
  ["method", "const o = { long() {\n", "} };\n"],
])("catches a function over the limit: %s", (_, open, close) => {
  const withBody = (count: number) => messages("apps/api/src/a.ts", open + "  f();\n".repeat(count) + close);
  expect(withBody(limits.function - 2)).toEqual([]);
  expect(withBody(limits.function - 1)).toEqual([expect.stringContaining("61 lines")]);
});

it("catches a median that has crept up", () => {
  const text = lines(limits.median);
  const files = ["a", "b", "c"].map((name) => ({ path: `apps/api/src/${name}.ts`, text }));
  expect(checkSizes(files).map(({ message }) => message)).toEqual([expect.stringContaining("median")]);
});
