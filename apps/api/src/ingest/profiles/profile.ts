import type { Quantity } from "@aidc/contract";
import type { ListedKind } from "@aidc/domain";

/** How one metric of an exporter becomes a quantity of a subject. Pure data. */
export interface MetricRule {
  readonly metric: string;
  readonly quantity: Quantity;
  /** Point value = sample value x scale; 1 unless said. */
  readonly scale?: number;
  /** Only for series that carry these labels, for example `{ chip: /acpi000d/ }`. */
  readonly when?: Readonly<Record<string, RegExp>>;
  readonly note?: string;
}

/**
 * Where the subject of a metric is named. Lists are tried in order; the first label that is present and known to
 * the inventory decides. `host` labels hold a server's id or hostname, with or without a port.
 */
export type Locator =
  | { readonly kind: "server"; readonly host: readonly string[] }
  | {
      readonly kind: "accelerator";
      readonly host: readonly string[];
      readonly slot: readonly string[];
      readonly uuid: readonly string[];
    }
  | { readonly kind: ListedKind; readonly id: readonly string[] };

/** Rules that share a way of naming their subject. */
interface MetricGroup {
  readonly locator: Locator;
  readonly metrics: readonly MetricRule[];
}

/** One exporter. A new one is a new file of this shape and a line in `all-profiles.ts`. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** A series with one of these labels is a part of a device, not the device, and is left unmatched. */
  readonly unlessLabels?: readonly string[];
  readonly groups: readonly MetricGroup[];
}
