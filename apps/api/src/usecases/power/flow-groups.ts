import type { FlowKind, MeterRole, Subject } from "@aidc/contract";
import type { EnergyInput } from "@aidc/domain";
import { roleInputs } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { SignedSource } from "../figures/energy-sources.ts";
import { chooseSources, correctionOf, isPatched } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { EnergySource } from "../figures/joint-energy.ts";
import { integralsOver } from "../figures/series-reader.ts";

/** One band of the balance and the meters that make it. */
export interface FlowGroup<K extends FlowKind = FlowKind> {
  readonly kind: K;
  readonly sources: readonly FlowSource[];
}

/** Of whom it tells, as it is corrected. */
export type FlowSource = EnergySource & Pick<SignedSource, "subject">;

/** A rack that draws, with what tells its power; its servers where somebody may hold parts of it. */
export interface DrawingRack {
  readonly id: string;
  readonly sources: readonly FlowSource[];
  /** Parts of it are held, and a server with accelerators says nothing: what its holder drew cannot be told. */
  readonly isUntold: boolean;
  readonly servers: readonly {
    readonly id: string;
    readonly accelerators: number;
    readonly source: FlowSource;
  }[];
}

const supplyRoles = ["grid_import", "generator", "pv"] as const;
const partRoles = ["cooling", "lighting", "other_overhead", "grid_export"] as const;
const levelRoles = ["ups_output", "pdu_output"] as const;

export interface FlowGroups {
  /** null: no supply is metered, or a meter of it says nothing. */
  readonly supply: FlowGroup<(typeof supplyRoles)[number]>[] | null;
  readonly parts: FlowGroup<(typeof partRoles)[number]>[];
  readonly levels: FlowGroup<(typeof levelRoles)[number]>[];
  readonly racks: {
    readonly drawing: readonly DrawingRack[];
    /** As a level of its own, where no meter stands between the supply and the racks. */
    readonly whole: FlowGroup<"racks">[];
  };
  readonly silent: readonly Subject[];
  readonly unknown: readonly FlowKind[];
}

/**
 * What of the balance is known in the window. A band with a silent meter would be too narrow and make its energy a
 * residual, so that it is left out and named; a silent rack is left to the residual of what feeds it, and named too.
 */
export async function flowGroups(context: FigureContext): Promise<FlowGroups> {
  const silent: Subject[] = [];
  const unknown: FlowKind[] = [];
  const groupsOf = async <R extends MeterRole & FlowKind>(roles: readonly R[]): Promise<FlowGroup<R>[]> => {
    const groups: FlowGroup<R>[] = [];
    for (const kind of roles) {
      const inputs = roleInputs(context.document, context.points, kind);
      if (inputs.length === 0) continue;
      const { sources, unheard } = await heard(context, inputs);
      silent.push(...unheard);
      if (unheard.length > 0) unknown.push(kind);
      else groups.push({ kind, sources });
    }
    return groups;
  };
  const supply = await groupsOf(supplyRoles);
  const isSupplyKnown = supply.length > 0 && !supplyRoles.some((role) => unknown.includes(role));
  const parts = await groupsOf(partRoles);
  const levels = await groupsOf(levelRoles);
  const drawing = await drawingRacks(context, silent);
  const whole = drawing.flatMap(({ sources }) => sources);
  return {
    supply: isSupplyKnown ? supply : null,
    parts,
    levels,
    racks: { drawing, whole: whole.length > 0 ? [{ kind: "racks", sources: whole }] : [] },
    silent,
    unknown: isSupplyKnown ? unknown : ["facility", ...unknown],
  };
}

async function heard(
  context: FigureContext,
  inputs: readonly EnergyInput<BoundPoint>[],
): Promise<{ sources: FlowSource[]; unheard: Subject[] }> {
  const chosen = await chooseSources(context, inputs);
  const points = chosen.flatMap(({ counter, gauge }) => [counter, gauge].filter((point) => point !== null));
  const known = await coveredPoints(context, points);
  const isHeard = (source: FlowSource) =>
    isPatched(source, context.window) ||
    [source.counter, source.gauge].some((point) => point !== null && known.has(point));
  return {
    sources: chosen.filter(isHeard),
    unheard: inputs.flatMap(({ subject }, index) => {
      const source = chosen[index];
      return source && isHeard(source) ? [] : [subject];
    }),
  };
}

async function coveredPoints(
  context: FigureContext,
  points: readonly BoundPoint[],
): Promise<ReadonlySet<BoundPoint>> {
  const integrals = await integralsOver(context, points, context.window);
  return new Set(points.filter((_, index) => (integrals[index]?.coveredMs ?? 0) > 0));
}

/** @param silent is told of racks that nobody measures in the window */
async function drawingRacks(context: FigureContext, silent: Subject[]): Promise<DrawingRack[]> {
  const { document, points } = context;
  const gauges = new Map<string, BoundPoint>();
  for (const point of points)
    if (point.seriesId !== null && (point.quantity === "power" || point.quantity === "dc_power"))
      gauges.set(`${point.subject.kind}/${point.subject.id}/${point.quantity}`, point);
  const sourceOf = (kind: "rack" | "server", id: string): FlowSource => ({
    subject: { kind, id },
    correction: correctionOf(context, { kind, id }),
    counter: null,
    gauge: gauges.get(`${kind}/${id}/power`) ?? gauges.get(`${kind}/${id}/dc_power`) ?? null,
  });
  const isBound = (source: FlowSource) => source.gauge !== null || isPatched(source, context.window);
  const servers = Map.groupBy(document.servers, ({ rack }) => rack);
  const inParts = racksHeldInParts(context);
  const found = document.racks.flatMap(({ id }) => {
    const inside = servers.get(id) ?? [];
    const own = sourceOf("rack", id);
    if (!isBound(own) && inside.length === 0) return [];
    const measured = inside.map((server) => ({
      id: server.id,
      accelerators: server.accelerators?.count ?? 0,
      source: sourceOf("server", server.id),
    }));
    return [{ id, own, measured, isInParts: inParts.has(id) }];
  });
  const wanted = found.flatMap(({ own, measured, isInParts }) => [
    ...(own.gauge === null ? [] : [own.gauge]),
    ...(!isBound(own) || isInParts ? measured.flatMap(({ source }) => source.gauge ?? []) : []),
  ]);
  const known = await coveredPoints(context, wanted);
  const isHeard = (source: FlowSource) =>
    isPatched(source, context.window) || (source.gauge !== null && known.has(source.gauge));
  return found.flatMap(({ id, own, measured, isInParts }) => {
    const heardServers = measured.filter(({ source }) => isHeard(source));
    const sources = isHeard(own)
      ? [own]
      : !isBound(own) && heardServers.length === measured.length
        ? heardServers.map(({ source }) => source)
        : [];
    if (sources.length === 0) silent.push({ kind: "rack", id });
    const heardIds = new Set(heardServers.map((server) => server.id));
    const untold = measured.filter(
      (server) => isInParts && server.accelerators > 0 && !heardIds.has(server.id),
    );
    if (sources.length > 0)
      silent.push(...untold.map((server) => ({ kind: "server" as const, id: server.id })));
    const servers = isInParts ? heardServers : [];
    return sources.length > 0 ? [{ id, sources, isUntold: untold.length > 0, servers }] : [];
  });
}

/** Racks in which single accelerators are assigned. */
function racksHeldInParts({ document }: FigureContext): ReadonlySet<string> {
  const rackOf = new Map(document.servers.map(({ id, rack }) => [id, rack]));
  return new Set(
    document.assignments.flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : (rackOf.get(accelerator.slice(0, accelerator.lastIndexOf(":"))) ?? []),
    ),
  );
}
