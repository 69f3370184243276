import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { findCycles } from "./cycles.ts";
import { findImpurities } from "./purity.ts";
import type { Import } from "./read-imports.ts";
import { readImports } from "./read-imports.ts";
import type { Room } from "./rooms.ts";
import { environmentReaders, libraryHomes, rooms } from "./rooms.ts";
import type { Fault, SourceFile } from "./source-files.ts";
import { isTest } from "./source-files.ts";

const junkDrawers = /(^|\/)(utils?|common|helpers?)(\/|\.tsx?$)/;
const consoleAlias = "@/";

/** Every breach of the import table, every import cycle, and every clock or environment read where none may be. */
export function checkBoundaries(files: readonly SourceFile[]): Fault[] {
  const imports = new Map(files.map((file) => [file.path, readImports(file)]));
  const known = new Set(imports.keys());
  return [
    ...files.flatMap((file) => (imports.get(file.path) ?? []).flatMap((found) => judge(file.path, found))),
    ...files.flatMap((file) => findImpurities(file, rulesOfPurity(file.path))),
    ...files.flatMap(({ path }) => judgeName(path)),
    ...findCycles(imports, (from, specifier) => resolveFile(known, from, specifier)),
  ];
}

function judge(path: string, found: Import): Fault[] {
  const room = roomOf(path);
  if (!room)
    return [{ path, line: 1, message: "lies in no room of the import table (tools/checks/rooms.ts)" }];
  const target = resolvePath(path, found.specifier);
  const reason =
    target === undefined ? judgePackage(path, room, found) : judgeRelative(path, room, found, target);
  return reason ? [{ path, line: found.line, message: `imports ${found.specifier}: ${reason}` }] : [];
}

function judgeRelative(path: string, room: Room, found: Import, target: string): string | undefined {
  // A benchmark may time what has no door.
  if (room.name === "bench") return undefined;
  if (workspaceOf(path) !== workspaceOf(target)) return "another workspace is imported by its package name";
  if (isTest(path)) return undefined;
  if (isTest(target)) return "exists for tests";
  const targetRoom = roomOf(target);
  if (!targetRoom) return "lies in no room of the import table";
  if (targetRoom !== room) return judgeTarget(room, `room:${targetRoom.name}`, found);
  if (room.apart && sliceOf(room, path) !== sliceOf(room, target))
    return `${room.name} do not import each other`;
  return undefined;
}

function judgePackage(path: string, room: Room, found: Import): string | undefined {
  if (isBuiltin(found.specifier))
    return isTest(path) ? undefined : judgeTarget(room, nodeName(found.specifier), found);
  const name = packageName(found.specifier);
  if (name.startsWith("@aidc/") && name !== found.specifier)
    return "a package of ours has one door, its index.ts";
  if (isTest(path) || room.name === "bench") return undefined;
  const homes = libraryHomes[name];
  if (homes && !found.typeOnly && !homes.some((home) => path.startsWith(home)))
    return `only ${homes.join(", ") || "tests"} may`;
  if (room.never?.includes(name)) return `never in ${room.name}`;
  return judgeTarget(room, name, found);
}

/** @param target as rooms.ts spells it: a package, `node:x` or `room:x` */
function judgeTarget(room: Room, target: string, found: Import): string | undefined {
  const ours = target.startsWith("@aidc/") || target.startsWith("room:");
  const wide = target.startsWith("node:") ? "node" : "npm";
  if (room.may.includes(target) || (!ours && room.may.includes(wide)))
    return judgeValues(room, target, found);
  const values = room.values?.[target] ?? [];
  const foreign = found.values.filter((name) => !values.includes(name));
  const known = room.types?.includes(target) || values.length > 0;
  if (known && (found.typeOnly || (foreign.length === 0 && found.values.length > 0))) return undefined;
  return known ? `${room.name} may import types only from it` : `${room.name} may not`;
}

/** Pure rooms take the contract's types and its tables of constants; parsing belongs to the doors. */
function judgeValues(room: Room, target: string, found: Import): string | undefined {
  if (!room.pure || target !== "@aidc/contract") return undefined;
  const schema = found.values.find((name) => name === "*" || name.endsWith("Schema"));
  return schema && `${room.name} takes types and constant tables, not ${schema}`;
}

function rulesOfPurity(path: string) {
  const pure = !isTest(path) && roomOf(path)?.pure === true;
  const environment = isTest(path) || environmentReaders.some((reader) => path.startsWith(reader));
  return { pure, environment };
}

function judgeName(path: string): Fault[] {
  const faults: Fault[] = [];
  if (junkDrawers.test(path)) faults.push({ path, message: "name the folder or file after what it holds" });
  if (/\/index\.tsx?$/.test(path) && !/^(apps|packages)\/[^/]+\/src\/index\.tsx?$/.test(path))
    faults.push({ path, message: "one index.ts per package, in src/, and no other barrel" });
  return faults;
}

function roomOf(path: string): Room | undefined {
  let best: { room: Room; length: number } | undefined;
  for (const room of rooms)
    for (const prefix of room.at)
      if (path.startsWith(prefix) && prefix.length > (best?.length ?? 0))
        best = { room, length: prefix.length };
  return best?.room;
}

/** @returns the repository path an import names, or undefined when it names a package */
function resolvePath(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(consoleAlias)) return posix.join("apps/console/src", specifier.slice(2));
  if (!specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ""));
}

function resolveFile(known: ReadonlySet<string>, from: string, specifier: string): string | undefined {
  const path = resolvePath(from, specifier);
  return path && ["", ".ts", ".tsx"].map((ending) => path + ending).find((candidate) => known.has(candidate));
}

const workspaceOf = (path: string): string =>
  /^(apps|packages)\/[^/]+/.exec(path)?.[0] ?? path.split("/", 1)[0] ?? path;

function sliceOf(room: Room, path: string): string | undefined {
  const prefix = room.at.find((start) => path.startsWith(start));
  return prefix && path.slice(prefix.length).split("/", 1)[0];
}

const nodeName = (specifier: string): string =>
  specifier.startsWith("node:") ? specifier : `node:${specifier}`;

const packageName = (specifier: string): string =>
  specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
