import { execFile } from "node:child_process";
import { chown, readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** How to start a PostgreSQL program as somebody it accepts: it refuses to run as root. */
export interface Launch {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * As an ordinary user: nothing to do. As root: a user namespace that shows us as an ordinary account (no account
 * is created and the files stay root's), else a drop to an existing account.
 * @throws Error with a sentence when root can do neither
 */
export async function chooseLaunch(): Promise<Launch> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const account = await unprivilegedAccount();
  if (account !== null) {
    // initdb looks its user up, so the namespace must show an account that exists.
    const prefix = ["unshare", "--user", `--map-user=${account.uid}`, `--map-group=${account.gid}`];
    if (await works(prefix)) return { prefix };
    return { prefix: [], uid: account.uid, gid: account.gid };
  }
  throw new Error(
    "PostgreSQL does not run as root, user namespaces are not allowed here and no other account exists: run as an ordinary user, or set DATABASE_URL.",
  );
}

/** Linux: the server receives SIGINT (fast, clean shutdown) when our process dies, however it dies. */
export async function dieWithParent(): Promise<readonly string[]> {
  const prefix = ["setpriv", "--pdeathsig", "SIGINT"];
  return process.platform === "linux" && (await works(prefix)) ? prefix : [];
}

/** Hands a folder to the account that the programs will run as. */
export async function giveTo(launch: Launch, path: string): Promise<void> {
  if (launch.uid !== undefined && launch.gid !== undefined) await chown(path, launch.uid, launch.gid);
}

async function works(prefix: readonly string[]): Promise<boolean> {
  const [program, ...args] = [...prefix, "true"];
  if (program === undefined) return true;
  return run(program, args).then(
    () => true,
    () => false,
  );
}

async function unprivilegedAccount(): Promise<Account | null> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const accounts = passwd.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name !== undefined && Number(uid) > 0 && Number(gid) > 0
      ? [{ name, uid: Number(uid), gid: Number(gid) }]
      : [];
  });
  return (
    accounts.find((a) => a.name === "postgres") ??
    accounts.find((a) => a.name === "nobody") ??
    accounts[0] ??
    null
  );
}
