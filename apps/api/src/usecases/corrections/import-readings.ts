import type { Issue, MeterReadingDraft, ReadingImport, ReadingVerdict } from "@aidc/contract";
import { meterReadingDraftSchema, worded } from "@aidc/contract";
import type { JudgedReading, ReadingRow } from "@aidc/domain";
import {
  checkReading,
  counted,
  coverageText,
  draftOfRow,
  isoOf,
  isSameReading,
  knownAt,
  readReadingFile,
  windowOfDays,
} from "@aidc/domain";
import type { CorrectionRecords } from "@aidc/store";
import { AppError, badField } from "../app-error.ts";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import type { CenterView } from "../center-directory.ts";
import { correctionsNow, figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { readSpans } from "../figures/energy-statements.ts";
import type { Services } from "../services.ts";

/**
 * Takes bills and readings from a CSV text: all of its rows or none. Rows that are there already change nothing.
 * @throws AppError bad_request when the text has no rows, and with the faults of every row that keeps the file from being taken
 */
export async function importReadings(
  services: Services,
  caller: Caller,
  { center, csv, dryRun }: { readonly center: string; readonly csv: string; readonly dryRun: boolean },
): Promise<ReadingImport> {
  const view = await services.directory.get(center);
  const rows = readReadingFile(csv);
  if (rows.length === 0) throw badField("csv", "has a header and no rows");
  const judge = (there: CorrectionRecords) => judgeRows(rows, view, there, services.clock());
  if (dryRun) {
    const judged = judge(await services.corrections.list(center));
    return { rows: await withJudged(services, view, judged), stored: 0 };
  }
  let verdicts: ReadingVerdict[] = [];
  const by = { ...changedBy(caller), clock: services.clock };
  const stored = await services.corrections.recordReadings(center, by, (there) => {
    verdicts = judge(there);
    const isRefused = verdicts.some(({ verdict }) => verdict === "refused");
    return isRefused
      ? []
      : verdicts.flatMap(({ verdict, draft }) => (verdict === "new" && draft ? [draft] : []));
  });
  refuseRows(verdicts);
  return { rows: await withJudged(services, view, verdicts), stored: stored.length };
}

const mostTold = 100;

function refuseRows(verdicts: readonly ReadingVerdict[]): void {
  const refused = verdicts.filter(({ verdict }) => verdict === "refused");
  if (refused.length === 0) return;
  const issues = refused.flatMap(({ line, issues }) =>
    issues.map(({ path, message }) => ({ path: `csv.${line}.${path}`, message: `line ${line}: ${message}` })),
  );
  const rows = counted(refused.length, "row is refused", "rows are refused");
  const first = issues[0]?.message ?? "";
  throw new AppError(
    "bad_request",
    `csv: ${rows} and nothing was stored; ${first}`,
    issues.slice(0, mostTold),
  );
}

/** Says of what is new whether it will count where samples tell of its time too, so that nobody is surprised by the figures. */
async function withJudged(
  services: Services,
  view: CenterView,
  verdicts: readonly ReadingVerdict[],
): Promise<ReadingVerdict[]> {
  const { timeZone } = view.document.center;
  const fresh = verdicts.flatMap(({ line, verdict, draft }) =>
    verdict === "new" && draft ? [{ line, draft, window: windowOfDays(draft, timeZone) }] : [],
  );
  if (fresh.length === 0) return [...verdicts];
  const facts = { recordedAt: isoOf(services.clock()), recordedBy: "", withdrawal: null };
  const readings = fresh.map(({ line, draft }) => ({ id: String(line), ...facts, draft }));
  const { corrections } = await correctionsNow(services, view.document.center.id);
  const window = {
    fromMs: Math.min(...fresh.map((one) => one.window.fromMs)),
    toMs: Math.max(...fresh.map((one) => one.window.toMs)),
  };
  const context = figureContext(services, view, window, { known: { corrections, readings } });
  const { judged } = await readSpans(context, await energySources(context), window);
  return verdicts.map((row) => {
    const told = judged.get(String(row.line));
    const message = told && besideWords(told);
    return message ? { ...row, issues: [...row.issues, { path: "target", message }] } : row;
  });
}

/** null: it counts, and nothing was measured of its time. */
function besideWords({ notCounted, sampled }: JudgedReading): string | null {
  const covered = coverageText(sampled.coverage);
  if (notCounted === "covered_by_side")
    return "will not count: a statement of the whole side of the balance does";
  if (notCounted === "metered") return `will not count: samples or corrections cover ${covered} of that time`;
  return sampled.coveredMs > 0
    ? `will count in place of samples, which cover ${covered} of that time and are left out`
    : null;
}

function judgeRows(
  rows: readonly ReadingRow[],
  { document }: CenterView,
  there: CorrectionRecords,
  nowMs: number,
): ReadingVerdict[] {
  const held = knownAt(there, nowMs).readings;
  const earlier: MeterReadingDraft[] = [];
  return rows.map((row) => {
    const { line } = row;
    const { issues, draft } = parsed(row);
    if (draft === null) return { line, verdict: "refused", issues, draft };
    if (held.some((one) => isSameReading(one.draft, draft))) return { line, verdict: "known", issues, draft };
    const faults = [...issues, ...checkReading(draft, { document, held, earlier, nowMs })];
    if (faults.length > 0) return { line, verdict: "refused", issues: faults, draft };
    earlier.push(draft);
    return { line, verdict: "new", issues: faults, draft };
  });
}

/** Columns of the file for fields of the contract. */
const columns: Readonly<Record<string, string>> = {
  firstDay: "first_day",
  lastDay: "last_day",
  energyKwh: "energy_kwh",
  volumeM3: "volume_m3",
};

function parsed(row: ReadingRow): { issues: Issue[]; draft: MeterReadingDraft | null } {
  if (row.issues.length > 0) return { issues: [...row.issues], draft: null };
  const { wanted, issues } = draftOfRow(row);
  const found = meterReadingDraftSchema.safeParse(wanted);
  if (found.success && issues.length === 0) return { issues: [], draft: found.data };
  const more = found.success
    ? []
    : found.error.issues.map(({ path: [field = "row"], message }) => ({
        path: columns[String(field)] ?? String(field),
        message: worded(message),
      }));
  const isTold = issues.length > 0;
  const fresh = more.filter(({ path }) => !(isTold && (path === "first_day" || path === "last_day")));
  return { issues: [...issues, ...fresh], draft: null };
}
