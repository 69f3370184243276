/**
 * Jobs of a scheduler from a file: our own CSV, or what `sacct -P` prints with its header line. Source: sacct(1); times
 * that are not known are printed as Unknown or None, and a job that never ran has "None assigned" for its nodes while
 * its start repeats its end.
 */
import { queueStatementSchema, worded } from "@aidc/contract";

interface JobFault {
  /** As an editor counts; the header is line 1. */
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

export interface JobFile {
  /** As the contract wants them, in the order of the file; each has its line. */
  readonly rows: readonly { readonly line: number; readonly job: Record<Field, unknown> }[];
  readonly faults: readonly JobFault[];
}

type Field = "id" | "account" | "eligible" | "start" | "end" | "state" | "accelerators";
type Cells = (column: string) => string | undefined;
type Columns = Readonly<Record<Field, string>>;

const own: Columns = {
  ...{ id: "job", account: "account", eligible: "eligible", start: "start", end: "end" },
  ...{ state: "state", accelerators: "accelerators" },
};
const sacct: Columns = {
  ...{ id: "jobid", account: "account", eligible: "eligible", start: "start", end: "end" },
  ...{ state: "state", accelerators: "reqtres" },
};
const ownNeeded = ["job", "account", "eligible", "start", "end"];
const sacctNeeded = ["jobid", "account", "eligible", "start", "end", "state", "nodelist"];

interface ReadOptions {
  readonly knownAt: string;
  /** Of times that say none, for example `+08:00`; absent: such times are refused. */
  readonly utcOffset: string | undefined;
}

export function readJobFile(text: string, options: ReadOptions): JobFile {
  const [head = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const separator = head.includes("|") ? "|" : ",";
  const isSacct = separator === "|";
  const columns = isSacct ? sacct : own;
  const names = head.split(separator).map((name) => name.trim().toLowerCase());
  const missing = (isSacct ? sacctNeeded : ownNeeded).filter((name) => !names.includes(name));
  if (missing.length > 0)
    return { rows: [], faults: missing.map((column) => fault(1, column, "is missing in the header")) };
  const faults: JobFault[] = [];
  const rows: JobFile["rows"][number][] = [];
  for (const [at, text] of lines.entries()) {
    const cells = text.split(separator);
    const line = at + 2;
    if (text.trim() === "") continue;
    if (cells.length !== names.length) {
      const message = `has ${cells.length} cells, the header ${names.length}; leave out columns that hold the separator`;
      faults.push(fault(line, "row", message));
      continue;
    }
    const cell: Cells = (column) => cells[names.indexOf(column)]?.trim();
    // Steps of a job are told beside it.
    if (isSacct && cell("jobid")?.includes(".")) continue;
    rows.push({ line, job: isSacct ? sacctJob(cell, options) : ownJob(cell, options) });
  }
  return { rows, faults: [...faults, ...faultsOf(rows, columns, options)] };
}

const fault = (line: number, column: string, message: string): JobFault => ({ line, column, message });

/** What the contract says of every row, with the names of the file; across calls a job may stand once, too. */
function faultsOf(rows: JobFile["rows"], columns: Columns, { knownAt }: ReadOptions): JobFault[] {
  if (rows.length === 0) return [fault(1, "row", "is the only one: there are no jobs")];
  const first = new Map<unknown, number>();
  return rows.flatMap(({ line, job }) => {
    const before = first.get(job.id);
    first.set(job.id, before ?? line);
    const twice =
      before === undefined
        ? []
        : [fault(line, columns.id, `stands in line ${before} already; leave one out`)];
    const parsed = queueStatementSchema.safeParse({ knownAt, jobs: [job] });
    const issues = parsed.success ? [] : parsed.error.issues;
    return [
      ...twice,
      ...issues.map(({ path, message }) => {
        const found = Object.entries(columns).find(([field]) => field === path[2]);
        return fault(line, found?.[1] ?? path.join("."), worded(message));
      }),
    ];
  });
}

function ownJob(cell: Cells, options: ReadOptions): Record<Field, unknown> {
  const accelerators = cell("accelerators") ?? "";
  return {
    ...{ id: cell("job"), account: cell("account"), state: cell("state") ?? "" },
    eligible: timeOf(cell("eligible"), options),
    start: timeOf(cell("start"), options),
    end: timeOf(cell("end"), options),
    accelerators: accelerators === "" ? null : Number(accelerators),
  };
}

function sacctJob(cell: Cells, options: ReadOptions): Record<Field, unknown> {
  const time = (column: string) => timeOf(cell(column), options);
  const hasRun = cell("nodelist") !== "None assigned";
  const [end, told] = [time("end"), time("eligible")];
  const start = hasRun ? time("start") : null;
  const eligible = told ?? (start === null ? null : time("submit"));
  const tres = cell("reqtres");
  const cards = /(?:^|,)gres\/gpu=(\d+)/.exec(tres ?? "")?.[1];
  return {
    ...{ id: cell("jobid"), account: cell("account"), state: cell("state") },
    // Withdrawn before the time that it was put off to: it was never eligible.
    eligible: start === null && isBefore(end, eligible) ? null : eligible,
    ...{ start, end, accelerators: tres === undefined ? null : Number(cards ?? 0) },
  };
}

const isBefore = (a: string | null, b: string | null) =>
  a !== null && b !== null && Date.parse(a) < Date.parse(b);

/** As the contract wants it where it can be told; otherwise as it stands, so that the contract says what is wrong. */
function timeOf(text = "", { utcOffset }: ReadOptions): string | null {
  if (["", "unknown", "none"].includes(text.toLowerCase())) return null;
  const [, local, zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  const offset = zone ?? utcOffset;
  if (local === undefined || offset === undefined) return text;
  return `${local}${offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`;
}
