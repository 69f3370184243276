/** From the grid to the racks: supply against its parts, UPS against feeds, feeds against branches and racks. */
import type { CenterDocument, Feed, MeterRole } from "@aidc/contract";
import type { EnergyInput } from "../energy/balance.ts";
import { facilityInputs, roleInputs } from "../energy/balance.ts";
import { partsByPduAllowance } from "./bands.ts";
import type { GradedPoint, MeasuredPair } from "./pair.ts";
import { pairOf } from "./pair.ts";
import type { PointFinder } from "./points-by-place.ts";
import { allOf } from "./points-by-place.ts";

export function supplyPairs<P extends GradedPoint>(
  document: CenterDocument,
  points: readonly P[],
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  return [
    ...facilityPair(document, points),
    ...upsPair(document, points, find),
    ...pduPair(document, points, find),
    ...branchPairs(document, find),
    ...rackPairs(document, find),
  ];
}

const besideRoles = ["cooling", "lighting", "other_overhead"] as const satisfies readonly MeterRole[];

/** Without UPS or PDU output the greatest part would be missing, and every center would disagree with itself. */
function facilityPair<P extends GradedPoint>(
  document: CenterDocument,
  points: readonly P[],
): MeasuredPair<P>[] {
  const supply = withPower(facilityInputs(document, points));
  const ups = roleInputs(document, points, "ups_output");
  const greatest = withPower(ups.length > 0 ? ups : roleInputs(document, points, "pdu_output"));
  const beside = withPower(besideRoles.flatMap((role) => roleInputs(document, points, role)));
  if (!supply || !greatest || !beside) return [];
  return [
    pairOf<P>(
      "facility_parts",
      { kind: "center", id: document.center.id },
      { teller: "supply_meters", kind: "power", inputs: supply },
      { teller: "part_meters", kind: "power", inputs: [...greatest, ...beside] },
      ups.length > 0 ? undefined : partsByPduAllowance,
    ),
  ];
}

function withPower<P>(inputs: readonly EnergyInput<P>[]): EnergyInput<P>[] | null {
  return allOf(inputs.map((input) => (input.gauges.length > 0 || input.counter ? input : null)));
}

function upsPair<P extends GradedPoint>(
  document: CenterDocument,
  points: readonly P[],
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  const ups = withPower(roleInputs(document, points, "ups_output"));
  const top = document.feeds.filter(({ parent }) => parent === null);
  const feeds = allOf(top.map((feed) => feedPower(feed, find)));
  const [subject] = ups ?? [];
  // A feed that is the UPS meter would be compared with itself.
  if (!ups || !feeds || !subject || feeds.some((feed) => feed.subject.kind === "meter")) return [];
  return [
    pairOf<P>(
      "ups_feeds",
      subject.subject,
      { teller: "ups_meters", kind: "power", inputs: ups },
      { teller: "top_feeds", kind: "power", inputs: feeds },
    ),
  ];
}

/** Meters of the PDU output are those of the whole center: together they carry what all racks draw. */
function pduPair<P extends GradedPoint>(
  document: CenterDocument,
  points: readonly P[],
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  const pdus = withPower(roleInputs(document, points, "pdu_output"));
  const filled = new Set(document.servers.map(({ rack }) => rack));
  const drawing = document.racks.filter(({ id }) => filled.has(id) || find.power("rack", id));
  const racks = allOf(drawing.map(({ id }) => find.power("rack", id)));
  const [first] = pdus ?? [];
  if (!pdus || !racks || !first) return [];
  return [
    pairOf<P>(
      "pdu_racks",
      first.subject,
      { teller: "pdu_meters", kind: "power", inputs: pdus },
      { teller: "rack_meters", kind: "power", inputs: racks },
    ),
  ];
}

function branchPairs<P extends GradedPoint>(
  { feeds }: CenterDocument,
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  return feeds.flatMap((feed) => {
    const own = feedPower(feed, find);
    const below = allOf(feeds.filter(({ parent }) => parent === feed.id).map((one) => feedPower(one, find)));
    // Racks of its own draw from it beside the branches.
    if (!own || !below || feed.racks.length > 0) return [];
    return [
      pairOf<P>(
        "feed_branches",
        { kind: "feed", id: feed.id },
        { teller: "feed_meter", kind: "power", inputs: [own] },
        { teller: "branch_feeds", kind: "power", inputs: below },
      ),
    ];
  });
}

/** Feeds that serve the same racks, whatever their path: together they carry what those racks draw. */
function rackPairs<P extends GradedPoint>(
  { feeds, servers }: CenterDocument,
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  const filled = new Set(servers.map(({ rack }) => rack));
  const parents = new Set(feeds.map(({ parent }) => parent));
  const last = feeds.filter((feed) => feed.racks.length > 0 && !parents.has(feed.id));
  const fedBy = countFeeds(feeds);
  return [...Map.groupBy(last, (feed) => feed.racks.toSorted().join(" ")).values()].flatMap((group) => {
    const drawing = (group[0]?.racks ?? []).filter((rack) => filled.has(rack) || find.power("rack", rack));
    const told = allOf(group.map((feed) => feedPower(feed, find)));
    const racks = allOf(drawing.map((rack) => find.power("rack", rack)));
    const isWhole = drawing.every((rack) => fedBy.get(rack) === group.length);
    const [feed] = group;
    if (!feed || !told || !racks || !isWhole) return [];
    return [
      pairOf<P>(
        "feeds_racks",
        { kind: "feed", id: feed.id },
        { teller: told.length > 1 ? "path_feeds" : "feed_meter", kind: "power", inputs: told },
        { teller: "rack_meters", kind: "power", inputs: racks },
      ),
    ];
  });
}

function countFeeds(feeds: readonly Feed[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const rack of feeds.flatMap(({ racks }) => racks)) counts.set(rack, (counts.get(rack) ?? 0) + 1);
  return counts;
}

/** A feed's own series, else those of the meter that stands in it. */
function feedPower<P>(feed: Feed, find: PointFinder<P>): EnergyInput<P> | null {
  return find.power("feed", feed.id) ?? (feed.meter === null ? null : find.power("meter", feed.meter));
}
