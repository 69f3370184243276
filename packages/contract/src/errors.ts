/** The closed list of error codes. HTTP statuses live in the API's error responder, words in the console. */
export const errorCodes = [
  "bad_request", // malformed or out of range; data.issues names each fault
  "unauthenticated",
  "forbidden",
  "not_found", // absent, or not yours: the two are not told apart
  "conflict", // contradicts what is stored, for example overlapping assignments
  "too_large",
  "unsupported_media", // content type or encoding
  "rate_limited",
  "unavailable", // the database is away; try again
  "outdated", // the client speaks another protocol version
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One fault of an input: where it is, what is wrong and what would be right. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly requestId: string;
  readonly data?: { readonly issues: readonly Issue[] };
}

/** The schema library's sentences, shortened to what a person can act on. */
export function worded(message: string): string {
  if (/received undefined$/.test(message))
    return message.replace(/^Invalid input: expected (.*), received undefined$/, "is missing; expected $1");
  if (message === "Invalid ISO datetime") return "is not an ISO 8601 time, for example 2026-03-01T00:00:00Z";
  if (message === "Invalid UUID") return "is not a UUID";
  if (message === "Invalid email address") return "is not an e-mail address";
  if (message === "Too small: expected string to have >=1 characters") return "is empty";
  if (message === "Invalid input: expected number, received NaN") return "is not a number";
  const bound = boundPattern.exec(message);
  if (bound) return boundWords(bound);
  return message
    .replace(/^Unrecognized key(s?): (.*)$/, "has unknown field$1 $2")
    .replace(/^Invalid (input|option|key): /, "");
}

/** `Too small: expected number to be >=2`, `Too big: expected string to have <=28 characters`. */
const boundPattern = /^Too (?:small|big): expected \w+ to (be|have) ([<>]=?)(\S+)( \w+)?$/;
const comparisons: Readonly<Record<string, string>> = {
  ">=": "at least",
  ">": "more than",
  "<=": "at most",
  "<": "less than",
};

function boundWords([, verb = "be", sign = "", bound = "", what = ""]: RegExpExecArray): string {
  return `must ${verb} ${comparisons[sign] ?? sign} ${bound}${what}`;
}
