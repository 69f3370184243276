import { worded } from "@aidc/contract";
import type { z } from "zod";
import type { Failure } from "../../../api/failure.ts";
import type { FormFaults } from "../sort-faults.ts";

/** What is wrong with a draft and where: `rules.2.unitPrice`. */
export interface DraftIssue {
  readonly path: string;
  readonly message: string;
}

/** The server's issues name the place in its whole input; the draft is what is being written here. */
export function issuesOf(failure: Failure): DraftIssue[] {
  return failure.issues.map(({ path, message }) => ({ path: path.replace(/^draft\.?/, ""), message }));
}

/**
 * A text as a draft, or every fault that can be told without the server.
 * @param check what the server's rules find in what the schema takes
 */
export function readDraft<Draft>(
  text: string,
  schema: z.ZodType<Draft>,
  check: (draft: Draft) => readonly DraftIssue[] = () => [],
): { draft: Draft } | { issues: readonly DraftIssue[] } {
  const parsed = parseJson(text);
  if ("fault" in parsed) return { issues: [{ path: "", message: parsed.fault }] };
  const read = schema.safeParse(parsed.value);
  if (read.success) {
    const issues = check(read.data);
    return issues.length > 0 ? { issues } : { draft: read.data };
  }
  return {
    issues: read.error.issues.map(({ path, message }) => ({
      path: path.join("."),
      message: worded(message),
    })),
  };
}

function parseJson(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "is not JSON" };
  }
}

/** What stands at exactly this place; nothing where all is well. */
export function issueAt(issues: readonly DraftIssue[], path: string): string | undefined {
  const here = issues.filter((issue) => issue.path === path).map(({ message }) => message);
  return here.length === 0 ? undefined : here.join("; ");
}

/** Every issue has its place in the form or the text, so the note only says that there are some. */
export function faultsOf(failure: Failure | null, issues: readonly DraftIssue[]): FormFaults {
  const at = Object.fromEntries(issues.map(({ path, message }) => [path, message]));
  const isPlaced = issues.length > 0;
  return { at, rest: !isPlaced && failure?.message ? [failure.message] : [] };
}
