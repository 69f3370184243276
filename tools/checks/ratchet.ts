import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import type { Fault, SourceFile } from "./source-files.ts";
import { root } from "./source-files.ts";

/**
 * Ways around the type checker, the linter and the size limits (a literal spread into a literal means no more than its
 * parts, on fewer lines), counted per package. The counts may only fall. Reading a number or a column at an index
 * (`times[i] as number`, `columns[i] as Float64Array`) is not counted: the index is known to be inside, the compiler
 * cannot know it, and a check in a loop over millions of samples would cost what it proves.
 */
const hatches = ["any", "cast", "nonNull", "tsIgnore", "lintOff", "nested"] as const;
type Hatch = (typeof hatches)[number];
type Counts = Record<Hatch, number>;
export type Ratchet = Record<string, Counts>;

const ratchetPath = join(root, "tools/checks/ratchet.json");
const columnTypes = /^(number|bigint|Buffer|\w+\d+Array)$/;
const tsIgnore = /^\s*@ts-(ignore|expect-error|nocheck)\b/;
const lintOff = /^\s*(biome-ignore|eslint-disable)/;

export function countHatches(files: readonly SourceFile[]): Ratchet {
  const ratchet: Ratchet = {};
  for (const file of files) {
    const name = /^(?:apps|packages)\/[^/]+/.exec(file.path)?.[0] ?? file.path.split("/", 1)[0] ?? "root";
    const counts = ratchet[name] ?? noHatches();
    ratchet[name] = counts;
    for (const hatch of findHatches(file)) counts[hatch]++;
  }
  return ratchet;
}

function findHatches({ path, text }: SourceFile): Hatch[] {
  const found: Hatch[] = [];
  const { program, comments } = parseSync(path, text);
  new Visitor({
    TSAnyKeyword: () => void found.push("any"),
    TSNonNullExpression: () => void found.push("nonNull"),
    SpreadElement: ({ argument }) => {
      if (argument.type === "ObjectExpression" && argument.properties.length > 0) found.push("nested");
    },
    TSTypeAssertion: () => void found.push("cast"),
    TSAsExpression({ expression, typeAnnotation, end }) {
      const type = text.slice(typeAnnotation.start, end);
      const readsIndex = expression.type === "MemberExpression" && expression.computed;
      if (type !== "const" && !(readsIndex && columnTypes.test(type))) found.push("cast");
    },
  }).visit(program);
  for (const { value } of comments) {
    if (tsIgnore.test(value)) found.push("tsIgnore");
    if (lintOff.test(value)) found.push("lintOff");
  }
  return found;
}

/** @param allowed what ratchet.json holds; a package that is not in it starts at nothing */
export function checkRatchet(files: readonly SourceFile[], allowed: Ratchet = readRatchet()): Fault[] {
  return Object.entries(countHatches(files)).flatMap(([path, counts]) =>
    hatches
      .filter((hatch) => counts[hatch] > (allowed[path]?.[hatch] ?? 0))
      .map((hatch) => ({
        path,
        message: `${hatch}: ${counts[hatch]}, was ${allowed[path]?.[hatch] ?? 0}; these counts may only fall`,
      })),
  );
}

/** Writes lower counts. Refuses to raise one, except where no ratchet exists yet. */
export function lowerRatchet(files: readonly SourceFile[]): Fault[] {
  const faults = existsSync(ratchetPath) ? checkRatchet(files) : [];
  if (faults.length === 0) {
    const counts = Object.entries(countHatches(files)).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const lines = counts.map(([path, count]) => `  ${JSON.stringify(path)}: ${spaced(count)}`);
    writeFileSync(ratchetPath, `{\n${lines.join(",\n")}\n}\n`);
  }
  return faults;
}

function readRatchet(): Ratchet {
  return existsSync(ratchetPath) ? JSON.parse(readFileSync(ratchetPath, "utf8")) : {};
}

const noHatches = (): Counts => ({ any: 0, cast: 0, nonNull: 0, tsIgnore: 0, lintOff: 0, nested: 0 });

const spaced = (counts: Counts): string =>
  `{ ${hatches.map((hatch) => `"${hatch}": ${counts[hatch]}`).join(", ")} }`;
