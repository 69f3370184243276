import { checkBoundaries } from "./boundaries.ts";
import { checkDocPaths } from "./doc-paths.ts";
import { checkLockfile } from "./lockfile.ts";
import { checkRatchet } from "./ratchet.ts";
import { checkSizes } from "./sizes.ts";
import type { Fault } from "./source-files.ts";
import { describeFault, listFiles, readSource, readSources } from "./source-files.ts";

/** The static checks of our own by name; each counts as one test. */
export const ownChecks: Readonly<Record<string, () => Fault[]>> = {
  boundaries: () => checkBoundaries(readSources()),
  sizes: () => checkSizes(readSources()),
  ratchet: () => checkRatchet(readSources()),
  "doc paths": () => checkDocPaths(listFiles(/\.md$/).map(readSource)),
  lockfile: () => checkLockfile(readSource("pnpm-lock.yaml").text, readSource("pnpm-workspace.yaml").text),
};

/** `node tools/checks/run-checks.ts [name ...]`: prints every fault; exit code 1 when there is one. */
if (import.meta.main) {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ownChecks);
  const faults = names.flatMap((name) => ownChecks[name]?.() ?? [{ path: name, message: "is no check" }]);
  for (const fault of faults) console.log(describeFault(fault));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
