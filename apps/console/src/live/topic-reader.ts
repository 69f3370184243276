import type { AlarmBoard, RackState, TenantState, WallState } from "@aidc/contract";
import { alarmBoardSchema, rackStateSchema, tenantStateSchema, wallStateSchema } from "@aidc/contract";
import { replaceEqualDeep } from "@tanstack/react-query";
import type { z } from "zod";
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

const wallBlocks = wallStateSchema.partial();
const alarmBlocks = alarmBoardSchema.partial();

/** Only what came is parsed: most of a picture stays as it is. */
export const wallReader: TopicReader<WallState, z.infer<typeof wallBlocks>> = {
  readSnapshot: (raw, before) => replaceEqualDeep(before, wallStateSchema.parse(raw)),
  readChanges: (raw) => wallBlocks.parse(raw),
  merge: (wall, changes) => replaceEqualDeep(wall, Object.assign({ ...wall }, changes)),
};

export const rackReader: TopicReader<RackState, Record<string, unknown>> = {
  readSnapshot: (raw, before) => replaceEqualDeep(before, rackStateSchema.parse(raw)),
  readChanges: (raw) => raw,
  merge: (rack, changes) => replaceEqualDeep(rack, rackStateSchema.parse({ ...rack, ...changes })),
};

export const tenantReader: TopicReader<TenantState, Record<string, unknown>> = {
  readSnapshot: (raw, before) => replaceEqualDeep(before, tenantStateSchema.parse(raw)),
  readChanges: (raw) => raw,
  merge: (state, changes) => replaceEqualDeep(state, tenantStateSchema.parse({ ...state, ...changes })),
};

export const alarmReader: TopicReader<AlarmBoard, z.infer<typeof alarmBlocks>> = {
  readSnapshot: (raw, before) => replaceEqualDeep(before, alarmBoardSchema.parse(raw)),
  readChanges: (raw) => alarmBlocks.parse(raw),
  merge: (board, changes) => replaceEqualDeep(board, Object.assign({ ...board }, changes)),
};

export const racksReader: TopicReader<RackBoard, (board: RackBoard) => RackBoard> = {
  readSnapshot: readRacksSnapshot,
  readChanges: readRackChanges,
  merge: (board, change) => change(board),
};
