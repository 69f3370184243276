import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { worded } from "@aidc/contract";
import { parse as parseYaml } from "yaml";

interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Fault[] } };
}
interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * A document that somebody wrote to be published, YAML or JSON.
 * @throws Error that names the file and at most three faults
 */
export async function readPublished<T>(schema: Schema<T>, path: string, what: string): Promise<T> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new Error(`${path} cannot be read: is there such a file?`);
  });
  const parsed = schema.safeParse(parseYaml(text, { maxAliasCount: 100 }));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "(whole file)"}: ${worded(issue.message)}`,
  );
  throw new Error(`${path} is not ${what}: ${faults.slice(0, 3).join("; ")}`);
}

export const fileIn = (workDir: string, words: readonly string[]): string => resolve(workDir, words[0] ?? "");
