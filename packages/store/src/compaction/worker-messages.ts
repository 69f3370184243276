import type { CompactionResult } from "../store.ts";

/** What the thread is started with. */
export interface WorkerSettings {
  readonly url: string;
}

export interface ToWorker {
  readonly kind: "run" | "stop";
  readonly upTo: ReadonlyMap<string, number>;
}

export type FromWorker =
  | { readonly kind: "done"; readonly result: CompactionResult }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "log"; readonly message: string; readonly facts: object };
