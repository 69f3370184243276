import { instantSchema } from "@aidc/contract";
import type { ServerClient } from "@aidc/feeder";

/** Wrong use: exit code 2. Every other error is a failure: exit code 1. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}

interface OptionFacts {
  readonly type: "string" | "boolean";
  readonly required?: boolean;
  /** What stands after the option in the help, for example `ID`. */
  readonly shown?: string;
}

/** One verb: what may be written after it and what it does. */
export interface Command {
  /** As typed: `center import`. */
  readonly name: string;
  readonly about: string;
  /** Names of the words after the verb; all are needed unless they end in `?`. */
  readonly words?: readonly string[];
  readonly options?: Readonly<Record<string, OptionFacts>>;
  run(input: Input, surroundings: Surroundings): Promise<void>;
}

export interface Input {
  /** Words after the verb, in order; checked to be there. */
  readonly words: readonly string[];
  /** @throws Misuse when the option is absent */
  need(option: string): string;
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

/** What a command may touch. */
export interface Surroundings {
  readonly dataDir: string;
  readonly workDir: string;
  /** @throws NoServer when none runs on the data directory */
  server(): Promise<ServerClient>;
  /** Machine output, one line of JSON or text on stdout. */
  print(text: string): void;
  /** For people, on stderr. */
  tell(text: string): void;
  /** Whether stderr is a terminal that can redraw a line. */
  readonly isTerminal: boolean;
}

/** An instant as ISO 8601 with a zone; a date alone would leave the zone open. @throws Misuse */
export function instantOf(option: string, text: string): string {
  // The contract's check, because Date.parse would take 31 February for 3 March; seconds are not milliseconds.
  const isInstant = instantSchema.safeParse(text).success;
  const timeMs = isInstant ? Date.parse(text) : /^\d{12,14}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(timeMs))
    throw new Misuse(
      `--${option} ${text} is not an instant, for example 2024-05-17T15:38:27Z (or epoch milliseconds)`,
    );
  return new Date(timeMs).toISOString();
}
