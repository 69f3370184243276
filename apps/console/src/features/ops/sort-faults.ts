import type { Failure } from "../../api/failure.ts";

export interface FormFaults {
  /** By field of the form: what is wrong with its value. */
  readonly at: Readonly<Record<string, string>>;
  /** What belongs to no field. */
  readonly rest: readonly string[];
}

const none: FormFaults = { at: {}, rest: [] };

/**
 * Puts the server's refusal where the person can act on it.
 * @param fields names of the form's fields; an issue at `draft.from` or `from.0` belongs to `from`
 * @param blamed the field that a contradiction without a named place is about, for example the rack of an overlap
 */
export function sortFaults(
  failure: Failure | null,
  fields: readonly string[],
  blamed: string | null = null,
): FormFaults {
  if (!failure) return none;
  const at: Record<string, string> = {};
  const rest: string[] = [];
  for (const { path, message } of failure.issues) {
    const field = path.split(".").find((part) => fields.includes(part));
    if (field === undefined) rest.push(path === "" ? message : `${path}: ${message}`);
    else at[field] = field in at ? `${at[field]}; ${message}` : message;
  }
  const isPlaced = failure.issues.length > 0;
  if (!isPlaced && failure.message !== null && isAboutInput(failure)) {
    if (blamed === null) rest.push(failure.message);
    else at[blamed] = failure.message;
  }
  return { at, rest };
}

function isAboutInput({ code }: Failure): boolean {
  return code === "conflict" || code === "bad_request" || code === "not_found";
}
