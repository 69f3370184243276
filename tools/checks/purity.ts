import { parseSync, Visitor } from "oxc-parser";
import type { Fault, SourceFile } from "./source-files.ts";
import { lineAt } from "./source-files.ts";

export interface PurityRules {
  /** Neither clock nor random nor timers nor process. */
  readonly pure: boolean;
  /** May read the environment. */
  readonly environment: boolean;
}

const impureMembers = new Set(["Date.now", "Math.random", "performance.now", "crypto.randomUUID"]);
const impureCalls = new Set(["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "fetch", "Date"]);
const impureObjects = new Set(["process", "globalThis", "console"]);

/** Clock, random, timer and environment reads, found in the syntax tree rather than by pattern. */
export function findImpurities({ path, text }: SourceFile, rules: PurityRules): Fault[] {
  if (!rules.pure && rules.environment) return [];
  const faults: Fault[] = [];
  const report = (start: number, message: string) =>
    faults.push({ path, line: lineAt(text, start), message });
  new Visitor({
    MemberExpression({ object, property, start }) {
      if (object.type !== "Identifier" || property.type !== "Identifier") return;
      const name = `${object.name}.${property.name}`;
      if (name === "process.env" && !rules.environment)
        report(start, "process.env is read in config files only");
      else if (rules.pure && (impureMembers.has(name) || impureObjects.has(object.name)))
        report(start, `${name} in a pure room: take it as an argument`);
    },
    NewExpression({ callee, arguments: args, start }) {
      if (rules.pure && callee.type === "Identifier" && callee.name === "Date" && args.length === 0)
        report(start, "new Date() in a pure room: take the time as an argument");
    },
    CallExpression({ callee, start }) {
      if (rules.pure && callee.type === "Identifier" && impureCalls.has(callee.name))
        report(start, `${callee.name}() in a pure room`);
    },
    ImportDeclaration({ source, specifiers, start }) {
      const named = specifiers.some(({ local }) => local.name === "env");
      if (!rules.environment && named && /^(node:)?process$/.test(source.value))
        report(start, "process.env is read in config files only");
    },
  }).visit(parseSync(path, text).program);
  return faults;
}
