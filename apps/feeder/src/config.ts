import { resolve } from "node:path";

/** The only reader of the environment in this room. */
export interface FeederConfig {
  /** Given by the server to the feeder that it starts itself. */
  readonly adminSecret: string | null;
  readonly dataDir: string;
}

export function readFeederConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): FeederConfig {
  return { adminSecret: env.AIDC_ADMIN_SECRET || null, dataDir: resolve(env.DATA_DIR || ".data") };
}
