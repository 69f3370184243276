import type { Distribution, Impact } from "@aidc/contract";
import type { ImpactOf } from "@aidc/domain";
import { centerNowMs, liveDistribution, liveImpact } from "@aidc/domain";
import { badField, notFound } from "../app-error.ts";
import { indexOf } from "../center-index.ts";
import type { Services } from "../services.ts";

/** Feeds and loops as they are this moment. */
export async function readDistribution(services: Services, center: string): Promise<Distribution> {
  const index = indexOf(await services.directory.get(center));
  const { latest } = services.telemetry;
  return liveDistribution(index, latest, centerNowMs(index, latest, services.clock()));
}

interface ImpactQuery {
  readonly center: string;
  readonly feed?: string | undefined;
  readonly loop?: string | undefined;
  readonly rack?: string | undefined;
}

/**
 * What hangs on one thing and would go with it.
 * @throws AppError bad_request unless exactly one is named; not_found for an unknown center or thing
 */
export async function readImpact(services: Services, query: ImpactQuery): Promise<Impact> {
  const of = oneOf(query);
  const index = indexOf(await services.directory.get(query.center));
  const { latest } = services.telemetry;
  const impact = liveImpact(index, latest, centerNowMs(index, latest, services.clock()), of);
  if (!impact) throw notFound(`${of.kind} ${of.id}`);
  return impact;
}

function oneOf(query: ImpactQuery): ImpactOf {
  const named = (["feed", "loop", "rack"] as const).flatMap((kind) => {
    const id = query[kind];
    return id === undefined ? [] : [{ kind, id }];
  });
  const [of, second] = named;
  if (!of || second) throw badField(second?.kind ?? "feed", "name exactly one of feed, loop and rack");
  return of;
}
