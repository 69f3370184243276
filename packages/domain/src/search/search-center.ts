/** One search over everything that has a name in a center: a rack, a card, a tenant, an alarm in one list, best first. */
import type { AlarmView, CenterDocument, FoundThing } from "@aidc/contract";
import type { SearchText } from "./rank-text.ts";
import { ranks, rankText, searchTextOf } from "./rank-text.ts";

interface Entry {
  readonly text: SearchText;
  readonly thing: FoundThing;
}
interface Cards {
  readonly server: FoundThing;
  readonly count: number;
  readonly model: string;
  readonly uuids: readonly string[];
}

/** Built once per document. Accelerators are not in it one by one: a large center has hundreds of thousands. */
export interface SearchIndex {
  readonly entries: readonly Entry[];
  readonly cards: readonly Cards[];
}

export function indexForSearch(document: CenterDocument): SearchIndex {
  const racks = rackEntries(document);
  const rackPlaces = new Map(racks.map(({ thing }) => [thing.id, `${thing.place} / ${thing.name}`]));
  const servers = document.servers.map(({ id, name, rack, hostname }) => {
    const place = rackPlaces.get(rack) ?? rack;
    return entry("server", id, name, { place, rack }, [hostname]);
  });
  const cards = document.servers.flatMap(({ accelerators }, row) => {
    const server = servers[row]?.thing;
    if (!server || !accelerators) return [];
    const { count, model, uuids = [] } = accelerators;
    return [{ server, count, model, uuids: uuids.map((uuid) => uuid.toLowerCase()) }];
  });
  return {
    entries: [...racks, ...servers, ...tenancyEntries(document), ...plantEntries(document)],
    cards,
  };
}

/**
 * @param lively what the inventory does not know: alarms of this moment, and sources
 * @returns in the order of how well they answer; the same well: alarms first, then by kind and as they stand
 */
export function searchCenter(
  index: SearchIndex,
  lively: {
    readonly alarms: readonly AlarmView[];
    readonly sources: readonly { readonly id: string; readonly name: string }[];
  },
  search: string,
  limit: number,
): { readonly found: readonly FoundThing[]; readonly more: number } {
  const query = search.trim().toLowerCase();
  const byRank: FoundThing[][] = Array.from({ length: ranks }, () => []);
  const keep = (rank: number | null, thing: FoundThing) => rank !== null && byRank[rank]?.push(thing);
  for (const alarm of lively.alarms) keep(...ranked(alarmEntry(alarm), query));
  for (const each of index.entries) keep(...ranked(each, query));
  for (const cards of index.cards) for (const [rank, thing] of findCards(cards, query)) keep(rank, thing);
  for (const { id, name } of lively.sources) keep(...ranked(entry("source", id, name, {}), query));
  const all = byRank.flat();
  return { found: all.slice(0, limit), more: Math.max(0, all.length - limit) };
}

const ranked = ({ text, thing }: Entry, query: string) => [rankText(text, query), thing] as const;

type Where = Partial<Pick<FoundThing, "place" | "rack" | "tenant" | "nameZh">>;

function entry(
  kind: FoundThing["kind"],
  id: string,
  name: string,
  where: Where,
  also: readonly (string | undefined)[] = [],
): Entry {
  const { place = "", rack = null, tenant = null, nameZh } = where;
  const names = nameZh === undefined ? {} : { nameZh };
  return {
    text: searchTextOf([id, name, nameZh, ...also], [place]),
    thing: { kind, id, name, ...names, place, rack, tenant },
  };
}

function rackEntries({ racks, rows, halls }: CenterDocument): Entry[] {
  const hallNames = new Map(halls.map(({ id, name }) => [id, name]));
  const rowPlaces = new Map(
    rows.map(({ id, name, hall }) => [id, `${hallNames.get(hall) ?? hall} / ${name}`]),
  );
  return racks.map(({ id, name, row }) =>
    entry("rack", id, name, { place: rowPlaces.get(row) ?? row, rack: id }),
  );
}

function tenancyEntries({ tenants, leases }: CenterDocument): Entry[] {
  const names = new Map(tenants.map(({ id, name }) => [id, name]));
  return [
    ...tenants.map(({ id, name, nameZh }) =>
      entry("tenant", id, name, { tenant: id, ...(nameZh === undefined ? {} : { nameZh }) }),
    ),
    ...leases.map(({ id, tenant, resource, contract }) =>
      entry("lease", id, id, { place: `${names.get(tenant) ?? tenant} / ${resource}`, tenant }, [contract]),
    ),
  ];
}

function plantEntries({ meters, feeds, loops }: CenterDocument): Entry[] {
  return [
    ...meters.map(({ id, name, role }) => entry("meter", id, name, { place: role })),
    ...feeds.map(({ id, name, path }) => entry("feed", id, name, { place: path ?? "" })),
    ...loops.map(({ id, name, kind }) => entry("loop", id, name, { place: kind })),
  ];
}

function alarmEntry({ id, ruleName, ruleNameZh, place, subject }: AlarmView): Entry {
  const zh = ruleNameZh === undefined ? {} : { nameZh: ruleNameZh };
  return entry("alarm", id, ruleName, { place, rack: subject.kind === "rack" ? subject.id : null, ...zh }, [
    subject.id,
  ]);
}

/** By `<server>:<slot>`, with a colon so that one asks for cards and not for their server; or by the maker's id. */
function findCards({ server, count, model, uuids }: Cards, query: string): [number, FoundThing][] {
  const found: [number, FoundThing][] = [];
  const tell = (rank: number, slot: number) => {
    const { id, name, place, rack } = server;
    const card = { kind: "accelerator", id: `${id}:${slot}`, name: `${name} #${slot}` } as const;
    found.push([rank, { ...card, place: `${place} / ${model}`, rack, tenant: null }]);
  };
  const at = query.search(/[:#]\d*$/);
  if (at > 0) {
    const [ofServer, slotText] = [query.slice(0, at).trim(), query.slice(at + 1)];
    const rank = rankText(
      { names: [server.id.toLowerCase(), server.name.toLowerCase()], around: "" },
      ofServer,
    );
    for (let slot = 0; rank !== null && slot < count; slot++)
      if (slotText === "" || String(slot) === slotText) tell(rank, slot);
  }
  for (const [slot, uuid] of uuids.entries()) if (query.length >= 4 && uuid.includes(query)) tell(1, slot);
  return found;
}
