import { resolve } from "node:path";

/** The only reader of the environment in this room. */
export interface CliConfig {
  readonly dataDir: string;
  /** Files named on the command line are found from where the person stands, not from where npm runs scripts. */
  readonly workDir: string;
}

export function readCliConfig(env: Readonly<Record<string, string | undefined>> = process.env): CliConfig {
  return { dataDir: resolve(env.DATA_DIR || ".data"), workDir: env.INIT_CWD || process.cwd() };
}
