import type { RequestHandler } from "express";
import type { Intake } from "../usecases/services.ts";
import type { AlertmanagerDeps } from "./alertmanager/door.ts";
import { alertmanagerDoor } from "./alertmanager/door.ts";
import { ByteBudget } from "./byte-budget.ts";
import { CenterIntakes } from "./center-intake.ts";
import { rememberGoodKeys } from "./key-check.ts";
import type { IngestLimits } from "./limits.ts";
import { defaultIngestLimits } from "./limits.ts";
import type { BindingPorts, IngestPorts, LoadInventory, Log, OnStale, VerifyKey } from "./ports.ts";
import { matchOf } from "./profiles/match-series.ts";
import { remoteWriteDoor } from "./remote-write/door.ts";
import { IngestStats } from "./stats.ts";

export interface IngestOptions {
  /** The telemetry store. */
  readonly store: IngestPorts;
  /** The inventory store. */
  readonly bindings: BindingPorts;
  readonly loadInventory: LoadInventory;
  readonly verifyKey: VerifyKey;
  readonly now: () => number;
  readonly log: Log;
  readonly onStale?: OnStale;
  readonly limits?: Partial<IngestLimits>;
}

/** What the use cases tell it, and the doors to the wire. */
export interface Ingest extends Intake {
  /** For `POST /api/v1/write`, mounted before any body parser. */
  readonly door: RequestHandler;
  /** For `POST /api/v1/alertmanager`, mounted before any body parser. */
  alertmanagerDoor(takeAlerts: AlertmanagerDeps["takeAlerts"]): RequestHandler;
  readonly stats: IngestStats;
  /** Bytes that wait in this process now. */
  inFlightBytes(): number;
}

/** Everything between the wire and the store. Opens nothing that would have to be closed. */
export function openIngest(options: IngestOptions): Ingest {
  const { store, bindings, loadInventory, now, log } = options;
  const limits = { ...defaultIngestLimits, ...options.limits };
  const intakes = new CenterIntakes(loadInventory, limits, bindings);
  const stats = new IngestStats(now);
  const budget = new ByteBudget(limits.maxInFlightBytes);
  const onStale = options.onStale ?? (() => {});
  const verifyKey = rememberGoodKeys(options.verifyKey, now);
  return {
    door: remoteWriteDoor({ store, intakes, stats, limits, now, onStale, verifyKey, budget, log }),
    alertmanagerDoor: (takeAlerts) => alertmanagerDoor({ verifyKey, budget, now, log, takeAlerts }),
    stats,
    inFlightBytes: () => budget.usedBytes,
    forget(centerId) {
      intakes.forget(centerId);
      stats.forgetCenter(centerId);
    },
    shut: (centerId) => intakes.shut(centerId),
    async boundByHand(centerId, bound) {
      // An intake that is being opened now may have read the bindings before these were there.
      const intake = await intakes.get(centerId);
      for (const { labels, match, seriesId } of bound) intake?.registry.bindByHand(labels, match, seriesId);
    },
    async unboundByHand(centerId, unbound, rule) {
      const intake = await intakes.get(centerId);
      if (rule !== undefined) intake?.rules.forget(rule);
      for (const { labels, seriesId } of unbound) intake?.registry.bindByHand(labels, null, seriesId);
      await intakes.settled(centerId);
    },
    async rebind(centerId) {
      intakes.forget(centerId);
      const intake = await intakes.get(centerId);
      if (!intake) return 0;
      const unmatched = await bindings.listUnmatched(centerId);
      const found = unmatched.flatMap(({ seriesId, sourceId, labels }) => {
        const match = matchOf(labels, sourceId, intake.inventory, intake.rules);
        return match ? [{ seriesId, match }] : [];
      });
      if (found.length === 0) return 0;
      const bound = await bindings.bindSeries(centerId, found, store.isHeard);
      // What was asked meanwhile may go on under another series now.
      intakes.forget(centerId);
      return bound;
    },
  };
}
