import { parse } from "yaml";
import { banned, floors, mayRunScripts, platforms } from "./lockfile-floors.ts";
import type { Fault } from "./source-files.ts";

interface LockedPackage {
  readonly resolution: Readonly<Record<string, unknown>>;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
}
interface Dependent {
  readonly optionalDependencies?: Readonly<Record<string, string | { readonly version: string }>>;
}
/** The parts of pnpm's lockfile (format 9) that are read here. */
interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
  readonly snapshots: Readonly<Record<string, Dependent>>;
  readonly importers: Readonly<Record<string, Dependent>>;
}

const lockPath = "pnpm-lock.yaml";

/** Known-bad versions, sources other than the registry, missing integrity, missing platform parts, lax settings. */
export function checkLockfile(lockText: string, workspaceText: string): Fault[] {
  const lock: Lockfile = parse(lockText);
  const messages = Object.entries(lock.packages).flatMap(([id, locked]) => judgePackage(id, locked));
  messages.push(...missingParts(lock));
  return [...messages.map((message) => ({ path: lockPath, message })), ...checkSettings(workspaceText)];
}

function judgePackage(id: string, { resolution }: LockedPackage): string[] {
  const { name, version } = splitId(id);
  const messages: string[] = [];
  const floor = floors[name];
  if (floor && isBelow(version, floor.atLeast))
    messages.push(`${id} is below ${floor.atLeast}: ${floor.because}`);
  if (banned[name]) messages.push(`${id} must not be installed: ${banned[name]}`);
  if (typeof resolution.integrity !== "string") messages.push(`${id} has no integrity`);
  if (Object.keys(resolution).some((key) => key !== "integrity"))
    messages.push(`${id} does not come from the registry`);
  return messages;
}

/**
 * A registry that lacks the part of one platform makes pnpm leave it out in silence, and the frozen installation
 * then breaks on the machine of somebody else.
 */
function missingParts({ packages, snapshots, importers }: Lockfile): string[] {
  return Object.entries({ ...snapshots, ...importers }).flatMap(([id, { optionalDependencies = {} }]) => {
    const parts = Object.entries(optionalDependencies).map(
      ([name, at]) => packages[`${name}@${typeof at === "string" ? at : at.version}`],
    );
    const present = new Set(parts.flatMap((part) => platformsOf(part)));
    if (!present.has("linux-x64")) return [];
    return platforms
      .filter((platform) => !present.has(platform))
      .map((gap) => `${id} has no part for ${gap}`);
  });
}

function platformsOf(part: LockedPackage | undefined): string[] {
  return [part?.os ?? []].flat().flatMap((os) => [part?.cpu ?? []].flat().map((cpu) => `${os}-${cpu}`));
}

function checkSettings(workspaceText: string): Fault[] {
  const settings: Record<string, unknown> = parse(workspaceText);
  const scripted = Array.isArray(settings.onlyBuiltDependencies) ? settings.onlyBuiltDependencies : [];
  const demands: [boolean, string][] = [
    [
      Number(settings.minimumReleaseAge) >= 10_080,
      "minimumReleaseAge must be a week (10080 minutes) or more",
    ],
    [settings.blockExoticSubdeps === true, "blockExoticSubdeps must be true"],
    [settings.strictDepBuilds === true, "strictDepBuilds must be true"],
    [
      scripted.every((name) => mayRunScripts.includes(name)),
      "onlyBuiltDependencies names a package that may not",
    ],
  ];
  return demands.filter(([holds]) => !holds).map(([, message]) => ({ path: "pnpm-workspace.yaml", message }));
}

function splitId(id: string): { name: string; version: string } {
  const at = id.indexOf("@", 1);
  return { name: id.slice(0, at), version: id.slice(at + 1) };
}

function isBelow(version: string, floor: string): boolean {
  const [left, right] = [version, floor].map((text) => text.split(/[.-]/, 3).map(Number));
  for (const [index, wanted] of (right ?? []).entries()) {
    const have = left?.[index] ?? 0;
    if (have !== wanted) return have < wanted;
  }
  return false;
}
