import { ServerRefusal } from "@aidc/feeder";
import { Misuse } from "./command.ts";

/** 2 for wrong use, 1 for everything else that went wrong. */
export function exitCodeOf(error: unknown): 1 | 2 {
  return error instanceof Misuse ? 2 : 1;
}

/** One line that says what went wrong and, where the server said it, where; at most three faults of a document. */
export function describe(error: unknown): string {
  if (error instanceof ServerRefusal) return describeRefusal(error);
  const text = error instanceof Error ? error.message : String(error);
  return oneLine(text);
}

function describeRefusal(error: ServerRefusal): string {
  const faults = error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  const more = error.issues.length > 3 ? [`and ${error.issues.length - 3} more`] : [];
  // The message tells the first fault too.
  const first = error.issues[0];
  const message = first && error.message.includes(first.message) ? [] : [error.message.replace(/\.$/, "")];
  const request = error.requestId === "" ? [] : [`request ${error.requestId}`];
  return oneLine([...message, ...faults, ...more, ...request].join("; "));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ").trim();
}
