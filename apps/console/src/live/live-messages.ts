import type { AlarmBoard, Drawn, RackState, TenantState, WallState } from "@aidc/contract";
import type { LinkFacts } from "./link-watch.ts";
import type { LiveAuth } from "./live-connection.ts";
import type { RackBoard } from "./rack-board.ts";

/** What each kind of topic shows. */
export interface Pictures {
  readonly walls: WallState;
  readonly boards: RackBoard;
  readonly racks: RackState;
  readonly tenants: TenantState;
  readonly alarms: AlarmBoard;
}
export const pictureKinds = ["walls", "boards", "racks", "tenants", "alarms"] as const;

interface WatchedTopic {
  readonly kind: keyof Pictures;
  readonly topic: string;
}

/** What a page says to the worker that keeps its connection. */
export type ToKeeper =
  | { readonly open: LiveAuth }
  | { readonly watch: WatchedTopic }
  | { readonly leave: WatchedTopic }
  | { readonly drawn: Drawn }
  /** The news was taken in: there may be more. A page that hangs is not buried under what it did not hear. */
  | { readonly heard: true };

/** Where a topic stands. Of a picture that was there before only the blocks that changed are sent. */
export interface TopicNews<Value> {
  readonly topic: string;
  readonly seq: number;
  readonly refused: string | null;
  readonly picture: { readonly whole: Value | null } | { readonly blocks: Partial<Value> };
}

/** Everything that changed since the news before. */
export interface LiveNews {
  readonly link: LinkFacts;
  /** Server time less the browser's own. */
  readonly clockOffsetMs: number;
  readonly topics: { readonly [Kind in keyof Pictures]: readonly TopicNews<Pictures[Kind]>[] };
}
