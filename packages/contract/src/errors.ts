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

/** The schema library's sentences and what a person can act on. The first that fits counts. */
const sentences: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/^Invalid input: expected (.*), received undefined$/, (what = "") => `is missing; expected ${what}`],
  [/^Invalid ISO datetime$/, () => "is not an ISO 8601 time, for example 2026-03-01T00:00:00Z"],
  [/^Invalid ISO date$/, () => "is not a date, for example 2026-03-01"],
  [/^Invalid ISO time$/, () => "is not a time of day, for example 06:00"],
  [/^Invalid UUID$/, () => "is not a UUID"],
  [/^Invalid URL$/, () => "is not an address, for example https://example.org/"],
  [/^Invalid email address$/, () => "is not an e-mail address"],
  [/^Too small: expected (?:string|array|set) to have >=1 (?:characters|items)$/, () => "is empty"],
  [/^Too (?:small|big): expected \w+ to have exactly (.+)$/, (what = "") => `must have exactly ${what}`],
  [
    /^Too (?:small|big): expected \w+ to (be|have) ([<>]=?)(\S+)( \w+)?$/,
    (verb = "be", sign = "", bound = "", what = "") =>
      `must ${verb} ${comparisons[sign] ?? sign} ${bound}${bound === "1" ? what.replace(/s$/, "") : what}`,
  ],
  [
    /^Invalid input: expected (int|number|string|boolean|array|object|record|date|null)\b.*$/,
    (type = "") => typeWords[type] ?? "",
  ],
  [/^Invalid input: expected (\S+)$/, (value = "") => `must be ${value}`],
  [
    /^Invalid option: expected one of (.*)$/,
    (options = "") => `must be one of ${options.split("|").join(", ")}`,
  ],
  [
    /^Invalid discriminator value\. Expected (.*)$/,
    (options = "") => `must be one of ${options.split(" | ").join(", ")}`,
  ],
  [/^Invalid (?:number|string): (must .*)$/, (rule = "") => rule],
  [/^Unrecognized key(s?): (.*)$/, (more = "", keys = "") => `has unknown field${more} ${keys}`],
  [/^Invalid key in record$/, () => "has a name that is not taken here"],
  [/^Invalid input$/, () => "has a form that is not taken here"],
  [/^Invalid (?!input|option|key)(.+)$/, (what = "") => `is not a valid ${what}`],
];

const typeWords: Readonly<Record<string, string>> = {
  int: "is not a whole number",
  number: "is not a number",
  string: "is not a text",
  boolean: "is neither true nor false",
  array: "is not a list",
  object: "is not an object",
  record: "is not an object",
  date: "is not a date, for example 2026-03-01",
  null: "must be null",
};
const comparisons: Readonly<Record<string, string>> = {
  ">=": "at least",
  ">": "more than",
  "<=": "at most",
  "<": "less than",
};

/** Our own sentences stay as they are. */
export function worded(message: string): string {
  for (const [sentence, say] of sentences) {
    const found = sentence.exec(message);
    if (found) return say(...found.slice(1).map((part) => part ?? ""));
  }
  return message.replace(/^Invalid (input|option|key): /, "");
}
