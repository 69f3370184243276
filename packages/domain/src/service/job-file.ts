/**
 * Jobs of a scheduler from a file: our own CSV, or what `sacct -P` prints with its header line. Source: sacct(1); times
 * that are not known are printed as Unknown or None, and a job that never ran has "None assigned" for its nodes while
 * its start repeats its end.
 */
import type { CheckedJob, Issue, QueuedJob } from "@aidc/contract";

export interface JobRow {
  /** As an editor counts; the header is line 1. */
  readonly line: number;
  /** null: the row has issues. */
  readonly job: QueuedJob | null;
  /** By the names of the file's columns. */
  readonly issues: readonly Issue[];
}

type Field = "id" | "account" | "eligible" | "start" | "end" | "state" | "accelerators";
type Cells = (column: string) => string | undefined;

interface Format {
  readonly separator: string;
  readonly columns: Readonly<Record<Field, string>>;
  readonly needed: readonly string[];
  readonly read: (cell: Cells, utcOffset: string | undefined) => Record<Field, unknown>;
}

const own: Format = {
  separator: ",",
  columns: {
    id: "job",
    account: "account",
    eligible: "eligible",
    start: "start",
    end: "end",
    state: "state",
    accelerators: "accelerators",
  },
  needed: ["job", "account", "eligible", "start", "end"],
  read: ownJob,
};
const sacct: Format = {
  separator: "|",
  columns: { ...own.columns, id: "jobid", accelerators: "reqtres" },
  needed: ["jobid", "account", "eligible", "start", "end", "state", "nodelist"],
  read: sacctJob,
};

interface ReadOptions {
  /** Of times that say none, for example `+08:00`; absent: such times are refused. */
  readonly utcOffset: string | undefined;
  /** The contract's judgement of one job. */
  readonly check: (wanted: unknown) => CheckedJob;
}

export const isUtcOffset = (text: string): boolean => /^[+-]\d\d:\d\d$/.test(text);

/** Issues of the header stand on line 1, and then there are no other rows. */
export function readJobFile(text: string, { utcOffset, check }: ReadOptions): JobRow[] {
  const [head = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const format = head.includes(sacct.separator) ? sacct : own;
  const names = head.split(format.separator).map((name) => name.trim().toLowerCase());
  const missing = format.needed.filter((name) => !names.includes(name));
  if (missing.length > 0)
    return [refused(1, ...missing.map((path) => ({ path, message: "is missing in the header" })))];
  const first = new Map<string, number>();
  const rows = lines.flatMap((content, at): JobRow[] => {
    const line = at + 2;
    const cells = content.split(format.separator);
    if (content.trim() === "") return [];
    if (cells.length !== names.length) return [refused(line, wrongWidth(cells.length, names.length))];
    const cell: Cells = (column) => cells[names.indexOf(column)]?.trim();
    // Steps of a job are told beside it.
    if (format === sacct && cell("jobid")?.includes(".")) return [];
    const { job, issues } = check(format.read(cell, utcOffset));
    const named = issues.map(({ path, message }) => ({ path: columnOf(format, path), message }));
    const id = cell(format.columns.id) ?? "";
    const before = first.get(id);
    first.set(id, before ?? line);
    if (before !== undefined)
      named.push({ path: format.columns.id, message: `stands in line ${before} already; leave one out` });
    return [{ line, job: named.length > 0 ? null : job, issues: named }];
  });
  const none = { path: "row", message: "is the only one: there are no jobs" };
  return rows.length === 0 ? [refused(1, none)] : rows;
}

const refused = (line: number, ...issues: Issue[]): JobRow => ({ line, job: null, issues });

const wrongWidth = (cells: number, header: number): Issue => ({
  path: "row",
  message: `has ${cells} cells, the header ${header}; leave out columns that hold the separator`,
});

function columnOf({ columns }: Format, field: string): string {
  const found = Object.entries(columns).find(([name]) => name === field);
  return found?.[1] ?? field;
}

function ownJob(cell: Cells, utcOffset: string | undefined): Record<Field, unknown> {
  const accelerators = cell("accelerators") ?? "";
  return {
    id: cell("job"),
    account: cell("account"),
    state: cell("state") ?? "",
    eligible: timeOf(cell("eligible"), utcOffset),
    start: timeOf(cell("start"), utcOffset),
    end: timeOf(cell("end"), utcOffset),
    accelerators: accelerators === "" ? null : Number(accelerators),
  };
}

function sacctJob(cell: Cells, utcOffset: string | undefined): Record<Field, unknown> {
  const time = (column: string) => timeOf(cell(column), utcOffset);
  const hasRun = cell("nodelist") !== "None assigned";
  const [end, told] = [time("end"), time("eligible")];
  const start = hasRun ? time("start") : null;
  const eligible = told ?? (start === null ? null : time("submit"));
  const tres = cell("reqtres");
  const cards = /(?:^|,)gres\/gpu=(\d+)/.exec(tres ?? "")?.[1];
  return {
    id: cell("jobid"),
    account: cell("account"),
    state: cell("state"),
    // Withdrawn before the time that it was put off to: it was never eligible.
    eligible: start === null && isBefore(end, eligible) ? null : eligible,
    start,
    end,
    accelerators: tres === undefined ? null : Number(cards ?? 0),
  };
}

const isBefore = (a: string | null, b: string | null) =>
  a !== null && b !== null && Date.parse(a) < Date.parse(b);

/** As the contract wants it where it can be told; otherwise as it stands, so that the contract says what is wrong. */
function timeOf(text = "", utcOffset: string | undefined): string | null {
  if (["", "unknown", "none"].includes(text.toLowerCase())) return null;
  const [, local, zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  const offset = zone ?? utcOffset;
  if (local === undefined || offset === undefined) return text;
  return `${local}${offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`;
}
