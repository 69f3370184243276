import type { Issue } from "@aidc/contract";

/** No answer at all: nothing listens there, or the connection broke. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
  constructor(url: string, cause: unknown) {
    super(`no server answers at ${url}`, { cause });
  }
}

/** An answer that is an error, with all the server said about it. */
export class ServerRefusal extends Error {
  override readonly name = "ServerRefusal";
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly issues: readonly Issue[];
  constructor(facts: {
    status: number;
    code: string;
    message: string;
    requestId: string;
    issues: readonly Issue[];
  }) {
    super(facts.message);
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.issues = facts.issues;
  }
}

/** Reads an ErrorBody of the contract; a body of another kind (a proxy's page) becomes one with what is known. */
export function refusal(status: number, text: string): ServerRefusal {
  const body = parse(text);
  const data = record(body.data);
  return new ServerRefusal({
    status,
    code: typeof body.code === "string" ? body.code : "internal",
    message: typeof body.message === "string" ? body.message : `the server answered ${status}`,
    requestId: typeof body.requestId === "string" ? body.requestId : "",
    issues: Array.isArray(data.issues) ? data.issues.flatMap(issue) : [],
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function issue(value: unknown): Issue[] {
  const { path, message } = record(value);
  if (typeof message !== "string") return [];
  return [{ path: Array.isArray(path) ? path.join(".") : String(path ?? ""), message }];
}
