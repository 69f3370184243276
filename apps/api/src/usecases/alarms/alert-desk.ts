import type { ExternalAlert } from "@aidc/domain";
import type { AlertStore, StoredAlert } from "@aidc/store";
import { databaseFault } from "../database-faults.ts";

interface AlertDeskOptions {
  readonly store: AlertStore;
  readonly clock: () => number;
}

interface Known {
  readonly alerts: readonly ExternalAlert[];
  /** What was read, as text: the list stays the same object while nothing changes. */
  readonly text: string;
}

/** The alerts of other rule engines, center by center, as the live tick looks at them each second. */
export class AlertDesk {
  private readonly options: AlertDeskOptions;
  private readonly known = new Map<string, Known>();

  constructor(options: AlertDeskOptions) {
    this.options = options;
  }

  /** @returns null until they were read: then nothing is said about them */
  of(centerId: string): readonly ExternalAlert[] | null {
    return this.known.get(centerId)?.alerts ?? null;
  }

  /** Stores what was told, then lets the next tick judge it. @returns false when they would be too many */
  async take(centerId: string, keyId: string, alerts: readonly StoredAlert[]): Promise<boolean> {
    const isStored = await this.options.store.write(centerId, keyId, alerts, this.options.clock());
    if (isStored) await this.refresh([centerId]);
    return isStored;
  }

  /** Reads again: another process may have been told, or a key revoked. An outage changes nothing: what fires, fires. */
  async refresh(centerIds: readonly string[]): Promise<void> {
    for (const centerId of centerIds) {
      try {
        this.keep(centerId, await this.options.store.read(centerId));
      } catch (error) {
        if (databaseFault(error) !== "away") throw error;
      }
    }
  }

  forget(centerId: string): void {
    this.known.delete(centerId);
  }

  private keep(centerId: string, stored: readonly StoredAlert[]): void {
    const alerts = stored.map(({ endsAtMs, ...told }) => ({
      ...told,
      isFiring: endsAtMs === null,
    }));
    const text = JSON.stringify(alerts);
    if (this.known.get(centerId)?.text !== text) this.known.set(centerId, { alerts, text });
  }
}
