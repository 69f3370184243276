/**
 * A tenant's use among its teams by the jobs it recorded. At every instant the metered count is what is shared:
 * where jobs say less, the rest belongs to no team; where they say more, they share the count by largest remainder.
 * So the teams and the rest always sum to what the platform metered. Source: features 7 "two levels (platform to
 * tenant, tenant to team)", standards 3.2 largest remainder.
 */
import type { JobRecord, StatementLine, WindowMs } from "@aidc/contract";
import { intervalOf } from "../tenancy/leases.ts";
import { compareText } from "./cover.ts";
import { clipTo } from "./cut.ts";
import { nanoOf } from "./decimal.ts";
import { sliceTime } from "./held-slices.ts";
import { splitByLargestRemainder } from "./largest-remainder.ts";
import type { HeldSegment } from "./ledger.ts";
import { liveEntries, segmentOf } from "./ledger.ts";
import { formatMinor, parseMinor, sumOf } from "./money.ts";
import { monthWindow } from "./month.ts";
import type { RatedMonth, RateInput } from "./rate-month.ts";
import { rateSegments } from "./rate-month.ts";

/** @param input with the tenant's own price versions: teams pay by its `allocated` rules for what they used */
export function rateTeams(input: RateInput & { readonly jobs: readonly JobRecord[] }): RatedMonth {
  const month = monthWindow(input.month, input.timeZone);
  const uses = liveEntries(input.entries)
    .filter((entry) => entry.basis === "allocated")
    .flatMap((entry) => clipTo(segmentOf(entry), month) ?? []);
  return rateSegments(attributeToTeams(uses, input.jobs), month, input);
}

/** Allocated segments cut at every change of jobs, each piece with its team; `team: null` is the rest. */
export function attributeToTeams(uses: readonly HeldSegment[], jobs: readonly JobRecord[]): HeldSegment[] {
  const until = Math.max(...uses.map((use) => use.toMs), 0);
  const running = jobs.flatMap((job): JobTime[] => {
    const { fromMs, toMs } = intervalOf(job);
    const cards = nanoOf(job.accelerators);
    return [{ job, cards, fromMs, toMs: toMs ?? Math.max(until, fromMs) }];
  });
  return sliceTime<HeldSegment | JobTime>([...uses, ...running], []).flatMap((slice) => {
    const held = slice.held.filter((one) => "entry" in one);
    const atWork = slice.held.filter((one) => "job" in one);
    return held.flatMap((use, i) => {
      const own = atWork.filter(({ job }) => (job.model === null ? i === 0 : job.model === use.model));
      return shareUse({ ...use, fromMs: slice.fromMs, toMs: slice.toMs }, own);
    });
  });
}

interface JobTime extends WindowMs {
  readonly job: JobRecord;
  readonly cards: bigint;
}

function shareUse(use: HeldSegment, jobs: readonly JobTime[]): HeldSegment[] {
  const byTeam = Map.groupBy(
    jobs.filter(({ cards }) => cards > 0n),
    ({ job }) => job.team,
  );
  const teams = [...byTeam].sort(([a], [b]) => compareText(a ?? "", b ?? ""));
  const asked = teams.map(([, own]) => sumOf(own.map(({ cards }) => cards)));
  const rest = use.quantity - sumOf(asked);
  const parts = rest >= 0n ? asked : splitByLargestRemainder(use.quantity, asked);
  const shared = teams.map(([team], i) => ({ ...use, team, quantity: parts[i] ?? 0n }));
  return rest > 0n || teams.length === 0
    ? [...shared, { ...use, team: null, quantity: rest > 0n ? rest : 0n }]
    : shared;
}

/** Held card-milliseconds (10^-9 cards) by team; null is what no job explains. */
export function teamShares(pieces: readonly HeldSegment[]): Map<string | null, bigint> {
  const shares = new Map<string | null, bigint>();
  for (const { team, quantity, fromMs, toMs } of pieces)
    shares.set(team, (shares.get(team) ?? 0n) + quantity * BigInt(toMs - fromMs));
  return shares;
}

/**
 * For a tenant without prices of its own: the lines of its statement shared among teams, part by part exact. What
 * nobody used falls to no team.
 */
export function splitLinesByTeam(
  lines: readonly StatementLine[],
  shares: ReadonlyMap<string | null, bigint>,
  currency: string,
): Map<string | null, StatementLine[]> {
  const used = [...shares].filter(([, weight]) => weight > 0n);
  const weighed = used.length > 0 ? used : [[null, 1n] as const];
  const teams = [...weighed].sort(([a], [b]) => compareText(a ?? "", b ?? ""));
  const weights = teams.map(([, weight]) => weight);
  const split = (text: string) => splitByLargestRemainder(parseMinor(text, currency), weights);
  const byTeam = new Map<string | null, StatementLine[]>(teams.map(([team]) => [team, []]));
  for (const line of lines) {
    const [billed, effective, list] = [split(line.billed), split(line.effective), split(line.list)];
    for (const [i, [team]] of teams.entries()) {
      const text = (parts: readonly bigint[]) => formatMinor(parts[i] ?? 0n, currency);
      const own = { billed: text(billed), effective: text(effective), list: text(list) };
      // A share of a line is no product of a quantity and a price.
      const noProduct = { quantity: null, pricingUnit: null, unitPrice: null };
      byTeam.get(team)?.push({ ...line, id: `${line.id}~${team ?? "-"}`, team, ...noProduct, ...own });
    }
  }
  return byTeam;
}
