import { findLocalServer } from "@aidc/feeder";
import type { Command, Surroundings } from "./command.ts";
import { accessCommands } from "./commands/access.ts";
import { auditCommands } from "./commands/audit.ts";
import { centerCommands } from "./commands/center.ts";
import { correctionCommands } from "./commands/correction.ts";
import { figureCommands } from "./commands/figures.ts";
import { jobCommands } from "./commands/jobs.ts";
import { operationCommands } from "./commands/operations.ts";
import { peopleCommands } from "./commands/people.ts";
import { planCommands } from "./commands/plan.ts";
import { replayCommands } from "./commands/replay.ts";
import { reportScheduleCommands } from "./commands/report-schedules.ts";
import { reportCommands } from "./commands/reports.ts";
import { scenarioCommands } from "./commands/scenario.ts";
import { tariffCommands } from "./commands/tariff.ts";
import type { CliConfig } from "./config.ts";
import { choose, helpOf } from "./dispatch.ts";
import { describe, exitCodeOf } from "./failures.ts";

export const commands: readonly Command[] = [
  ...centerCommands,
  ...accessCommands,
  ...figureCommands,
  ...replayCommands,
  ...peopleCommands,
  ...operationCommands,
  ...tariffCommands,
  ...correctionCommands,
  ...jobCommands,
  ...scenarioCommands,
  ...planCommands,
  ...auditCommands,
  ...reportCommands,
  ...reportScheduleCommands,
];

export interface Terminal {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly isTerminal: boolean;
}

/** @returns the exit code: 0, 2 for wrong use, 1 for failure; never rejects */
export async function runCli(
  args: readonly string[],
  config: CliConfig,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  if (args[0] === "help" || args.includes("--help") || args.includes("-h")) {
    terminal.stdout(`${helpOf(commands)}\n`);
    return 0;
  }
  const surroundings: Surroundings = {
    ...config,
    server: () => findLocalServer(config.dataDir),
    print: (text) => terminal.stdout(`${text}\n`),
    tell: terminal.stderr,
    isTerminal: terminal.isTerminal,
  };
  try {
    const { command, input } = choose(commands, args);
    await command.run(input, surroundings);
    return 0;
  } catch (error) {
    terminal.stderr(`${describe(error)}\n`);
    return exitCodeOf(error);
  }
}
