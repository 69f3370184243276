import type { Issue, MeterReadingDraft, ReadingImport, ReadingVerdict } from "@aidc/contract";
import { meterReadingDraftSchema, worded } from "@aidc/contract";
import type { ReadingRow } from "@aidc/domain";
import { checkReading, draftOfRow, isSameReading, knownAt, readReadingFile } from "@aidc/domain";
import type { CorrectionRecords } from "@aidc/store";
import { badField } from "../app-error.ts";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import type { CenterView } from "../center-directory.ts";
import type { Services } from "../services.ts";

/**
 * Takes bills and readings from a CSV text: all of its rows or none. Rows that are there already change nothing.
 * @throws AppError bad_request when the text has no rows
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
  if (dryRun) return { rows: judge(await services.corrections.list(center)), stored: 0 };
  let verdicts: ReadingVerdict[] = [];
  const by = { ...changedBy(caller), clock: services.clock };
  const stored = await services.corrections.recordReadings(center, by, (there) => {
    verdicts = judge(there);
    const isRefused = verdicts.some(({ verdict }) => verdict === "refused");
    return isRefused
      ? []
      : verdicts.flatMap(({ verdict, draft }) => (verdict === "new" && draft ? [draft] : []));
  });
  return { rows: verdicts, stored: stored.length };
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
