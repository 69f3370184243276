import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A fault a static check found; `line` is 1-based, absent when the fault is the file's as a whole. */
export interface Fault {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export const root = join(import.meta.dirname, "../..");

/** Files that git knows or would add: what is ignored is nobody's source. Deleted ones are left out. */
export function listFiles(pattern: RegExp): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const paths = listed.split("\0").filter((path) => pattern.test(path) && existsSync(join(root, path)));
  return [...new Set(paths)].sort();
}

export function readSource(path: string): SourceFile {
  return { path, text: readFileSync(join(root, path), "utf8") };
}

export function readSources(pattern = /\.(ts|tsx|mts|mjs)$/): SourceFile[] {
  return listFiles(pattern).map(readSource);
}

export const isTest = (path: string): boolean =>
  /\.(test|fixture|e2e)\.tsx?$/.test(path) || path.startsWith("e2e/") || path.startsWith("packages/testkit/");

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

export function describeFault({ path, line, message }: Fault): string {
  return `${path}${line === undefined ? "" : `:${line}`}  ${message}`;
}
