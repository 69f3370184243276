import type { CenterDocument } from "@aidc/contract";
import type { SearchIndex } from "@aidc/domain";
import { indexForSearch, searchCenter } from "@aidc/domain";
import { alarmsOf } from "../alarms/read-alarms.ts";
import type { Services } from "../services.ts";

/** A document that nobody holds any more takes its index along. */
const indexes = new WeakMap<CenterDocument, SearchIndex>();

export async function searchThings(
  services: Services,
  { center, q, limit }: { readonly center: string; readonly q: string; readonly limit: number },
) {
  const { document } = await services.directory.get(center);
  const [alarms, sources] = await Promise.all([
    alarmsOf(services, center),
    services.sources.listSources(center),
  ]);
  const working = sources.filter(({ revokedAtMs }) => revokedAtMs === null);
  const { found, more } = searchCenter(
    indexOf(document),
    { alarms: alarms.isJudged ? alarms.board().alarms : [], sources: working },
    q,
    limit,
  );
  return { found: [...found], more };
}

function indexOf(document: CenterDocument): SearchIndex {
  const known = indexes.get(document);
  if (known) return known;
  const index = indexForSearch(document);
  indexes.set(document, index);
  return index;
}
