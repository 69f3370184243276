import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
/** Attributes that a person reads or hears. */
const spoken = new Set(["title", "aria-label", "placeholder", "alt", "label"]);
const hasLetters = /\p{L}/u;

/** Words written straight into a page instead of the catalogue. */
function findLiterals(path: string, text: string): string[] {
  const found: string[] = [];
  new Visitor({
    JSXText({ value }) {
      if (hasLetters.test(value)) found.push(`${path}: ${value.trim()}`);
    },
    JSXAttribute({ name, value }) {
      if (name.type !== "JSXIdentifier" || !spoken.has(name.name) || value?.type !== "Literal") return;
      if (hasLetters.test(String(value.value))) found.push(`${path}: ${name.name}=${value.value}`);
    },
    JSXExpressionContainer({ expression }) {
      if (
        expression.type === "Literal" &&
        typeof expression.value === "string" &&
        hasLetters.test(expression.value) &&
        !isAttribute(text, expression.start)
      )
        found.push(`${path}: ${expression.value}`);
    },
  }).visit(parseSync(path, text).program);
  return found;
}

/** `name={"x"}` has an equals sign before its brace, a child has none. */
const isAttribute = (text: string, start: number) => /=\{\s*$/.test(text.slice(0, start));

it("sees a literal", () => {
  expect(findLiterals("a.tsx", '<p title="Rack">Hello {"world"} {"\\u2014"}</p>')).toHaveLength(3);
});

it("no page has words of its own", () => {
  const files = globSync("**/*.tsx", { cwd: source }).filter((path) => !path.endsWith(".test.tsx"));
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap((path) => findLiterals(path, readFileSync(join(source, path), "utf8")))).toEqual([]);
});
