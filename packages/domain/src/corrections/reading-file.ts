/**
 * A CSV file of bills and readings, row by row: what each would become and what is wrong with it. Source: RFC 4180;
 * the columns are those of the contract's reading.
 */
import type { CenterDocument, Issue, MeterReading, MeterReadingDraft } from "@aidc/contract";
import { dayNameAt, monthWindow } from "../billing/month.ts";
import { earliestYear } from "../time/days.ts";
import { checkStatedPower } from "./check-stated-power.ts";
import { csvRows } from "./csv-rows.ts";
import { windowOfDays } from "./readings.ts";

export const readingColumns = [
  "kind",
  "target",
  "month",
  "first_day",
  "last_day",
  "energy_kwh",
  "volume_m3",
  "cost",
  "document",
] as const;
type Column = (typeof readingColumns)[number];
const needed: readonly Column[] = ["target", "document"];

export interface ReadingRow {
  /** As an editor counts; the header is line 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly issues: readonly Issue[];
}

/** Issues of the header stand on line 1, and then there are no other rows. */
export function readReadingFile(csv: string): ReadingRow[] {
  const [header, ...lines] = csvRows(csv);
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const issues = headerIssues(names);
  if (issues.length > 0) return [{ line: 1, cells: {}, issues }];
  return lines
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ line, cells }) => {
      const tooMany = cells.length > names.length;
      return {
        line,
        cells: Object.fromEntries(
          names.map((name, at) => [name, cells[at]?.trim() ?? ""]).filter(([, cell]) => cell !== ""),
        ),
        issues: tooMany
          ? [{ path: "row", message: `has ${cells.length} cells, the header ${names.length}` }]
          : [],
      };
    });
}

function headerIssues(names: readonly string[]): Issue[] {
  const unknown = names.filter((name) => !readingColumns.some((column) => column === name));
  const missing = needed.filter((column) => !names.includes(column));
  const hasAmount = names.includes("energy_kwh") || names.includes("volume_m3");
  const hasPeriod = names.includes("month") || (names.includes("first_day") && names.includes("last_day"));
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  return [
    ...unknown.map((name) => ({
      path: name || "header",
      message: `is no column; known are ${readingColumns.join(", ")}`,
    })),
    ...(hasAmount ? [] : [{ path: "energy_kwh", message: "is missing; give energy_kwh, or volume_m3" }]),
    ...missing.map((name) => ({ path: name, message: "is missing in the header" })),
    ...(hasPeriod ? [] : [{ path: "month", message: "is missing; give month, or first_day and last_day" }]),
    ...twice.map((name) => ({ path: name, message: "stands twice in the header" })),
  ];
}

/** Cells as a draft that has yet to be parsed; `month` becomes the days that it has. */
export function draftOfRow({ cells }: ReadingRow): { readonly wanted: object; readonly issues: Issue[] } {
  const { kind = "bill", target, month, first_day, last_day, cost, document } = cells;
  const days = month === undefined ? { firstDay: first_day, lastDay: last_day } : daysOf(month);
  const issues: Issue[] = [];
  if (days === null) issues.push({ path: "month", message: "is not a month, for example 2024-05" });
  if (month !== undefined && (first_day !== undefined || last_day !== undefined))
    issues.push({ path: "month", message: "stands beside first_day or last_day; give one of both" });
  if (month === undefined && (first_day === undefined || last_day === undefined))
    issues.push({ path: "month", message: "is missing; give month, or first_day and last_day" });
  const amount = { energyKwh: cells.energy_kwh ?? null, volumeM3: cells.volume_m3 ?? null };
  const wanted = { kind, target, ...days, ...amount, cost: cost ?? null, document };
  return { wanted, issues };
}

function daysOf(month: string): { firstDay: string; lastDay: string } | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null;
  // A calendar question: how long a month is does not depend on where.
  const { toMs } = monthWindow(month, "UTC");
  return { firstDay: `${month}-01`, lastDay: dayNameAt(toMs - 1, "UTC") };
}

interface Surroundings {
  readonly document: Pick<CenterDocument, "meters" | "feeds"> & {
    readonly center: Pick<CenterDocument["center"], "timeZone" | "ratedItPowerW">;
  };
  /** What holds now. */
  readonly held: readonly MeterReading[];
  /** Rows of the same file that were found good. */
  readonly earlier: readonly MeterReadingDraft[];
  readonly nowMs: number;
}

/** A list that breaks off says so, or what it leaves out looks impossible. */
const metersTold = 20;

export function checkReading(draft: MeterReadingDraft, around: Surroundings): Issue[] {
  const { meters, center } = around.document;
  const issues: Issue[] = [];
  const wholes = ["facility", "it", "water"];
  const meter = meters.find(({ id }) => id === draft.target);
  if (!wholes.includes(draft.target) && !meter) {
    const known = [...wholes, ...meters.slice(0, metersTold).map(({ id }) => id)];
    const more = meters.length > metersTold ? ", …" : "";
    issues.push({
      path: "target",
      message: `is no meter of this center; known are ${known.join(", ")}${more}`,
    });
  }
  const isWater = draft.target === "water" || meter?.role === "water_intake";
  issues.push(...amountIssues(draft, isWater));
  if (draft.firstDay < `${earliestYear}`)
    return [...issues, { path: "first_day", message: `lies before ${earliestYear}; is the year right?` }];
  if (draft.lastDay < draft.firstDay)
    return [...issues, { path: "last_day", message: "is before first_day" }];
  if (windowOfDays(draft, center.timeZone).toMs > around.nowMs)
    issues.push({ path: "last_day", message: `has not ended in ${center.timeZone}` });
  const others = [...around.held.map((one) => one.draft), ...around.earlier].filter(
    ({ target }) => target === draft.target,
  );
  issues.push(...checkStatedPower(draft, others, around.document));
  const other = others.find((one) => one.firstDay <= draft.lastDay && draft.firstDay <= one.lastDay);
  if (other) issues.push({ path: "first_day", message: overlapWords(draft, other) });
  return issues;
}

/** Two suppliers behind one metering point: neither bill alone is its energy, nor says which kWh are whose. Source: decision 38. */
function overlapWords(draft: MeterReadingDraft, other: MeterReadingDraft): string {
  const first = `overlaps ${other.document} (${other.firstDay} to ${other.lastDay}); withdraw that one first`;
  return draft.kind === "bill" && other.kind === "bill"
    ? `${first}; two suppliers behind one metering point are one bill with the sum of both and the names of both documents`
    : first;
}

/** What is stated fits what is counted there: water in m³, all else in kWh, and never both. */
function amountIssues({ energyKwh, volumeM3 }: MeterReadingDraft, isWater: boolean): Issue[] {
  const [wanted, other] = isWater ? [volumeM3, energyKwh] : [energyKwh, volumeM3];
  const [name, otherName] = isWater ? ["volume_m3", "energy_kwh"] : ["energy_kwh", "volume_m3"];
  return [
    ...(wanted === null ? [{ path: name, message: "is missing" }] : []),
    ...(other === null ? [] : [{ path: otherName, message: `does not fit the target; give ${name} alone` }]),
  ];
}

/** The same statement again: a file may be taken a second time. */
export function isSameReading(a: MeterReadingDraft, b: MeterReadingDraft): boolean {
  return (
    a.kind === b.kind &&
    a.target === b.target &&
    a.firstDay === b.firstDay &&
    a.lastDay === b.lastDay &&
    isSameAmount(a.energyKwh, b.energyKwh) &&
    isSameAmount(a.volumeM3, b.volumeM3) &&
    isSameAmount(a.cost, b.cost) &&
    a.document === b.document
  );
}

function isSameAmount(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : Number(a) === Number(b);
}
