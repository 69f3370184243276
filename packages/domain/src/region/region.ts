/**
 * Several centers side by side over one local period. Each line is what the center's own report tells; nothing is
 * measured again. Periods are calendar periods of each center's zone, so a region of several zones covers more
 * hours than any one of them, and says so. Source: issue "The planner's report", region.
 */
import type { Region, RegionCenter, ReportChart, ReportContent, Worded } from "@aidc/contract";
import { printedText, worded } from "../report/words.ts";
import { regionFigures, regionTotals } from "./totals.ts";

export interface ReportOfCenter {
  readonly content: ReportContent;
  readonly contentSha256: string;
  readonly basis: RegionCenter["basis"];
  readonly number: string | null;
}

/** @param reports of one period, at least one */
export function buildRegion(
  period: string,
  reports: readonly ReportOfCenter[],
  notShown: readonly string[],
): Region {
  const sorted = [...reports].sort((a, b) => (a.content.center.id < b.content.center.id ? -1 : 1));
  const contents = sorted.map(({ content }) => content);
  const counted = countedOf(contents);
  const totals = regionTotals(counted);
  return {
    period,
    headline: headlineOf(totals, counted.length, contents.length - counted.length),
    notes: notesOf(contents),
    figures: regionFigures,
    centers: sorted.map(lineOf),
    totals,
    notShown: [...notShown],
  };
}

/** Energy that a simulation or a recording tells was used nowhere here: it is in no total, unless nothing else is there. */
function countedOf(contents: readonly ReportContent[]): readonly ReportContent[] {
  const real = contents.filter(isReal);
  return real.length > 0 ? real : contents;
}

const isReal = ({ center }: ReportContent): boolean => center.origin === "live";

function lineOf({ content, contentSha256, basis, number }: ReportOfCenter): RegionCenter {
  const { id, name, nameZh, timeZone, origin } = content.center;
  const { from, to } = content.period;
  return {
    id,
    name,
    ...(nameZh ? { nameZh } : {}),
    timeZone,
    origin,
    from,
    to,
    basis,
    number,
    contentSha256,
    figures: regionFigures.flatMap((row) => {
      const figure = content.figures.find((one) => one.id === row.id)?.figure;
      return figure ? [{ id: row.id, figure }] : [];
    }),
    months: monthsOf(content),
  };
}

function monthsOf(content: ReportContent): RegionCenter["months"] {
  const energy = pointsOf(content, "kwh_month", "facility");
  return pointsOf(content, "pue_month", "pue").map(({ label, value, reason }) => {
    const used = energy.find((point) => point.label === label);
    return {
      month: label,
      facilityKwh: used?.value ?? null,
      facilityCoverage: used?.coverage ?? null,
      pue: value,
      ...(reason ? { pueReason: reason } : {}),
    };
  });
}

function pointsOf(
  content: ReportContent,
  chart: string,
  series: string,
): ReportChart["series"][number]["points"] {
  for (const { blocks } of content.chapters)
    for (const block of blocks)
      if (block.kind === "chart" && block.id === chart)
        return block.series.find(({ id }) => id === series)?.points ?? [];
  return [];
}

/** @param leftOut centers that are in no total */
function headlineOf(totals: Region["totals"], count: number, leftOut: number): Worded {
  const total = (id: string) => totals.filter((one) => one.id === id && one.figure.value !== null);
  const say = ({ figure, digits }: Region["totals"][number]) => printedText(figure, digits);
  /** The first clause says of how many. */
  const among = ({ counted }: Region["totals"][number], isFirst: boolean) =>
    isFirst
      ? worded(
          `${counted.length} of ${count} ${count === 1 ? "center" : "centers"}`,
          `${count} 个中心中 ${counted.length} 个`,
        )
      : worded(`${counted.length} of them`, `其中 ${counted.length} 个中心`);
  const [energy, pue] = [total("energy.facility"), total("energy.pue")];
  const clauses = [
    ...energy.map((one) => {
      const { en, zh } = among(one, true);
      return worded(`${en} used ${say(one)} together`, `${zh}合计用电 ${say(one)}`);
    }),
    ...pue.map((one, at) => {
      const { en, zh } = among(one, energy.length + at === 0);
      return worded(`${one.category} over ${en} was ${say(one)}`, `${zh}的 ${one.category} 为 ${say(one)}`);
    }),
    ...total("leases.occupancy").map((one) => {
      const { en, zh } = among(one, energy.length + pue.length === 0);
      return worded(
        `${say(one)} of the accelerator-hours of ${en} were leased`,
        `${zh}的卡时出租率为 ${say(one)}`,
      );
    }),
  ];
  if (clauses.length === 0)
    clauses.push(worded("No center measured anything in this period", "期间没有中心计量到数据"));
  if (leftOut > 0)
    clauses.push(
      worded(
        `${leftOut} simulated or replayed ${leftOut === 1 ? "is" : "are"} not counted`,
        `另有 ${leftOut} 个模拟或回放的中心不计入`,
      ),
    );
  const join = (language: "en" | "zh", mark: string, end: string) =>
    clauses.map((one) => one[language]).join(mark) + end;
  return worded(join("en", "; ", "."), join("zh", "；", "。"));
}

function notesOf(contents: readonly ReportContent[]): Worded[] {
  const zones = new Set(contents.map(({ center }) => center.timeZone));
  const notes = [
    worded(
      "Totals are sums, and ratios of sums over the same centers; never means of the centers' ratios. A center that does not know a part is left out of that total and named.",
      "合计为各中心之和或和之比（分子分母取相同中心），而非各中心比值的平均。缺少数据的中心不计入该合计并列名。",
    ),
    worded(
      "PUE is joined within one category only; what a center's report withholds for its tenants is in no total.",
      "PUE 仅在同一类别内合并；各中心报告为保护租户而不公布的数值不计入任何合计。",
    ),
  ];
  if (zones.size > 1)
    notes.push(
      worded(
        `Each center's period is its own calendar period (${[...zones].sort().join(", ")}): they begin and end at different instants.`,
        `各中心按本地日历划分期间（${[...zones].sort().join("、")}），起止时刻不同。`,
      ),
    );
  const unreal = contents.filter((content) => !isReal(content));
  if (unreal.length > 0 && unreal.length < contents.length)
    notes.push(
      worded(
        `Simulated or replayed, and in no total: ${unreal.map(({ center }) => center.id).join(", ")}.`,
        `模拟或回放的中心，不计入任何合计：${unreal.map(({ center }) => center.id).join("、")}。`,
      ),
    );
  return notes;
}
