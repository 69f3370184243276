import type { AlarmBoard, RackState, TenantState, WallState } from "@aidc/contract";
import { alarmBoardSchema, rackStateSchema, tenantStateSchema, wallStateSchema } from "@aidc/contract";
import { replaceEqualDeep } from "@tanstack/react-query";
import type { z } from "zod";
import { hasShapeOf } from "./has-shape-of.ts";
import type { RackBoard } from "./rack-board.ts";
import { readRackChanges, readRacksSnapshot } from "./rack-board.ts";

/** How the payloads of one kind of topic are parsed; everything that does not parse throws, which means resync. */
export interface TopicReader<Value, Changes> {
  /** @param before the picture that it takes the place of: what did not change keeps its identity */
  readSnapshot(raw: unknown, before: Value | null): Value | Promise<Value>;
  readChanges(raw: Record<string, unknown>): Changes | Promise<Changes>;
  /** Pure and quick; keeps the identity of what did not change, so that only changed tiles draw again. */
  merge(value: Value, changes: Changes): Value;
}

type Changes = Record<string, unknown>;

/** Blocks over a picture: only what came is parsed, and only where it is more than other numbers. */
function blockReader<State extends object>(
  whole: z.ZodType<State>,
  blocks: z.ZodType<{ [Block in keyof State]?: State[Block] | undefined }>,
): TopicReader<State, Changes> {
  return {
    readSnapshot: (raw, before) =>
      replaceEqualDeep(before, before !== null && hasShapeOf(raw, before) ? raw : whole.parse(raw)),
    readChanges: (raw) => raw,
    merge(state, raw) {
      const next: unknown = { ...state, ...raw };
      if (hasShapeOf(next, state)) return replaceEqualDeep(state, next);
      return replaceEqualDeep(state, Object.assign({ ...state }, blocks.parse(raw)));
    },
  };
}

export const wallReader: TopicReader<WallState, Changes> = blockReader(
  wallStateSchema,
  wallStateSchema.partial(),
);
export const alarmReader: TopicReader<AlarmBoard, Changes> = blockReader(
  alarmBoardSchema,
  alarmBoardSchema.partial(),
);
export const rackReader: TopicReader<RackState, Changes> = blockReader(
  rackStateSchema,
  rackStateSchema.partial(),
);
export const tenantReader: TopicReader<TenantState, Changes> = blockReader(
  tenantStateSchema,
  tenantStateSchema.partial(),
);

export const racksReader: TopicReader<RackBoard, (board: RackBoard) => RackBoard> = {
  readSnapshot: readRacksSnapshot,
  readChanges: readRackChanges,
  merge: (board, change) => change(board),
};
