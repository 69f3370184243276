import { parseArgs } from "node:util";
import type { Command, Input } from "./command.ts";
import { Misuse } from "./command.ts";

export interface Chosen {
  readonly command: Command;
  readonly input: Input;
}

/** Finds the command that the arguments name and checks what follows it. @throws Misuse */
export function choose(commands: readonly Command[], args: readonly string[]): Chosen {
  const command = commands
    .filter((one) => one.name.split(" ").every((word, index) => args[index] === word))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (!command) throw new Misuse(unknownCommand(commands, args));
  return { command, input: inputOf(command, args.slice(command.name.split(" ").length)) };
}

function unknownCommand(commands: readonly Command[], args: readonly string[]): string {
  const noun = args[0];
  const verbs = commands.filter((one) => one.name.split(" ")[0] === noun).map((one) => one.name);
  if (noun === undefined) return "no command given; aidc --help lists them";
  if (verbs.length > 0)
    return `aidc ${args.slice(0, 2).join(" ")}: no such command; there is: ${verbs.join(", ")}`;
  return `aidc ${noun}: no such command; aidc --help lists them`;
}

function inputOf(command: Command, rest: readonly string[]): Input {
  const { values, positionals } = parse(command, rest);
  const words = command.words ?? [];
  const needed = words.filter((word) => !word.endsWith("?"));
  if (positionals.length < needed.length || positionals.length > words.length)
    throw new Misuse(`usage: ${usageOf(command)}`);
  const text = (option: string) => {
    const value = values[option];
    return typeof value === "string" ? value : undefined;
  };
  const need = (option: string) => {
    const value = text(option);
    if (value === undefined || value === "")
      throw new Misuse(`--${option} is missing; usage: ${usageOf(command)}`);
    return value;
  };
  for (const [option, facts] of Object.entries(command.options ?? {})) if (facts.required) need(option);
  return { words: positionals, text, need, flag: (option) => values[option] === true };
}

function parse(command: Command, rest: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { type }]) => [name, { type }]),
  );
  try {
    return parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
  } catch (error) {
    const why = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new Misuse(`${why}; usage: ${usageOf(command)}`);
  }
}

function usageOf(command: Command): string {
  const words = (command.words ?? []).map((word) => (word.endsWith("?") ? `[${word.slice(0, -1)}]` : word));
  const options = Object.entries(command.options ?? {}).map(([name, facts]) => {
    const shown = facts.type === "boolean" ? `--${name}` : `--${name} ${facts.shown ?? "VALUE"}`;
    return facts.required ? shown : `[${shown}]`;
  });
  return ["aidc", command.name, ...words, ...options].join(" ");
}

export function helpOf(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  ${usageOf(command)}\n      ${command.about}`);
  return ["aidc talks to the server that runs on DATA_DIR (default .data).", "", ...lines].join("\n");
}
