import type { WindowMs } from "@aidc/contract";
import type { SampleColumns } from "../store.ts";

/** What is in the journal and not yet in chunks, as history needs it; values are raw, not scaled. */
export interface HeadReader {
  /** Committed samples with `fromMs <= time < toMs`, sorted; null when there are none. */
  read(seriesId: number, window: WindowMs): SampleColumns | null;
  /** First and last time of the series in the head, both included; null when it has none there. */
  span(seriesId: number): WindowMs | null;
}
