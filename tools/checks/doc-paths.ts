import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import type { Fault, SourceFile } from "./source-files.ts";
import { lineAt, root } from "./source-files.ts";

/** Folders a path in a document can start with; anything else in backticks is a word, a command or an address. */
const tops = /^(apps|packages|tools|docs|infra|e2e|bench|\.ci|\.github)\//;
const rootFiles =
  /^(README|CONTRIBUTING|LICENSE|NOTICE|package|pnpm-workspace|pnpm-lock|biome|turbo|vitest\.config|tsconfig\.base|knip)(\.(md|json|yaml|ts))?$/;
/** Written by a run, so absent from a clone. */
const produced = /^(bench\/results|apps\/console\/dist)(\/|$)/;

/** Paths cited in backticks and relative links of the documents must lead somewhere. */
export function checkDocPaths(documents: readonly SourceFile[]): Fault[] {
  return documents.flatMap(({ path, text }) => {
    const missing = [...cited(text), ...linked(path, text)].filter(({ target }) => !leadsSomewhere(target));
    return missing.map(({ target, at }) => ({
      path,
      line: lineAt(text, at),
      message: `no such path: ${target}`,
    }));
  });
}

interface Citation {
  readonly target: string;
  readonly at: number;
}

function cited(text: string): Citation[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map((match) => ({ target: match[1] ?? "", at: match.index + 1 }))
    .filter(({ target }) => (tops.test(target) || rootFiles.test(target)) && !/[\s<>*{}$]/.test(target));
}

function linked(path: string, text: string): Citation[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map((match) => ({ target: match[1] ?? "", at: match.index + 2 }))
    .filter(({ target }) => !/^[a-z]+:/.test(target))
    .map(({ target, at }) => ({ target: posix.join(posix.dirname(path), target), at }));
}

const leadsSomewhere = (target: string): boolean =>
  produced.test(target) || existsSync(join(root, target.replace(/:\d+$/, "")));
