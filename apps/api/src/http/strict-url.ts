import type { RequestHandler } from "express";
import { AppError, badField } from "../usecases/app-error.ts";

const longestUrl = 4096;

/**
 * Refuses addresses that two readers could understand differently: broken percent codes, control characters,
 * backslashes, a query key given twice or with brackets. What passes means the same to router, schema and log.
 */
export const strictUrl: RequestHandler = (request, _response, next) => {
  if (request.url.length > longestUrl)
    throw new AppError("bad_request", `The address is longer than ${longestUrl} characters.`);
  const [path = "", query = ""] = splitAtFirst(request.url, "?");
  if (!isPlain(path))
    throw new AppError("bad_request", "The address holds a broken percent code or a control character.");
  const seen = new Set<string>();
  for (const [key, value] of new URLSearchParams(query)) {
    if (!/^[A-Za-z][\w.-]*$/.test(key))
      throw badField("query", "a parameter name may hold letters, digits, _ . and - only");
    if (seen.has(key)) throw badField(key, "is given twice; give it once");
    if (!isPlain(value, false)) throw badField(key, "holds a control character");
    seen.add(key);
  }
  next();
};

function splitAtFirst(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function isPlain(text: string, decode = true): boolean {
  try {
    const plain = decode ? decodeURIComponent(text) : text;
    for (const character of plain)
      if (character < " " || character === "\u007f" || character === "\\") return false;
    return true;
  } catch {
    return false;
  }
}
