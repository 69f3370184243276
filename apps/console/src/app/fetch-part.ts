import { serverAnswers } from "../live/reload-on-new-build.ts";

/** Not of the kind that the router knows as a part of another build. */
export class PartUnreachable extends Error {}

/**
 * A part of the console that comes with its page. The router loads the document anew where one cannot be fetched, for
 * a new build has other parts; while the server is gone that would leave the reader on the browser's own error page,
 * without the figures that were there. Then it is a fault of the network, and the page says so in its place.
 */
export async function fetchPart<Part>(load: () => Promise<Part>, answers = serverAnswers): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    if (await answers()) throw error;
    throw new PartUnreachable("the server does not answer", { cause: error });
  }
}
