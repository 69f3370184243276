import { setTimeout as delay } from "node:timers/promises";
import { alarmEventSchema, storedAlarmRuleSchema } from "@aidc/contract";
import { z } from "zod";
import { sendAll } from "../ingest/sender.ts";
import { rackCenter, rackInletRequest } from "../load/rack-center.ts";
import type { AidcServer } from "../run/aidc-server.ts";

/** 10,000 alarm events a minute: so many of 2,000 racks become too hot or cool down again each second. */
export const stormRacks = 2_000;
const turnsPerSecond = 170;
/** The last racks do not take part: one after the other becomes critical, and is looked for on the screens. */
const markerRacks = 80;
const celsius = { cool: 20, hot: 40, burning: 70 } as const;

export interface AlarmStorm {
  /** Makes one more rack critical with the next push. @returns how many are, and when that push began */
  mark(): Promise<{ readonly critical: number; readonly pushedAtMs: number }>;
  /** Ends it. @returns what happened, and how much of it the journal has */
  stop(): Promise<StormCount>;
}

export interface StormCount {
  readonly seconds: number;
  readonly happened: number;
  readonly written: number;
}

export async function startStorm(server: AidcServer): Promise<AlarmStorm> {
  await keepOnlyTwoRules(server);
  const inlet: number[] = Array.from({ length: stormRacks }, () => celsius.cool);
  const push = await pusherOf(server);
  await push(inlet);
  let [turns, marks, wantedMarks] = [0, 0, 0];
  let isOver = false;
  let [told, tell] = newSignal();
  const startedMs = performance.now();
  const running = (async () => {
    while (!isOver) {
      const roundMs = performance.now();
      for (let turn = 0; turn < turnsPerSecond; turn++, turns++) {
        const rack = turns % (stormRacks - markerRacks);
        inlet[rack] = inlet[rack] === celsius.cool ? celsius.hot : celsius.cool;
      }
      for (; marks < wantedMarks; marks++) inlet[stormRacks - 1 - marks] = celsius.burning;
      const pushedAtMs = Date.now();
      await push(inlet);
      tell(pushedAtMs);
      [told, tell] = newSignal();
      await delay(Math.max(0, 1_000 - (performance.now() - roundMs)));
    }
  })();
  return {
    async mark() {
      if (++wantedMarks > markerRacks) throw new RangeError(`more than ${markerRacks} marks`);
      const critical = wantedMarks;
      // The round under way may have begun before.
      for (;;) {
        const pushedAtMs = await told;
        if (marks >= critical) return { critical, pushedAtMs };
      }
    },
    async stop() {
      isOver = true;
      await running;
      const seconds = (performance.now() - startedMs) / 1_000;
      // A rack that burns is too hot as well.
      const happened = turns + 2 * marks;
      return { seconds, happened, written: await countWritten(server, happened) };
    },
  };
}

function newSignal(): [Promise<number>, (atMs: number) => void] {
  const { promise, resolve } = Promise.withResolvers<number>();
  return [promise, resolve];
}

async function pusherOf(server: AidcServer): Promise<(inlet: readonly number[]) => Promise<void>> {
  const key = await server.createKey(rackCenter);
  const headers = { authorization: `Bearer ${key}` };
  return async (inlet) => {
    const requests = [rackInletRequest(inlet, Date.now())];
    const { statuses } = await sendAll({
      url: `${server.url}/api/v1/write`,
      requests,
      connections: 1,
      headers,
    });
    if (!statuses[204]) throw new Error(`a push was answered ${JSON.stringify(statuses)}`);
  };
}

/** Every rule but ours is out of force, so that each turn of a rack is one event. */
async function keepOnlyTwoRules({ call }: AidcServer): Promise<void> {
  const path = `/api/centers/${rackCenter}/alarm-rules`;
  const known = storedAlarmRuleSchema.array().parse(await call("GET", path));
  for (const { id, version: _version, since: _since, enabled: _enabled, ...definition } of known)
    await call("PUT", `${path}/${id}`, { definition, enabled: false });
  const condition = { kind: "limit", subjectKind: "rack", quantity: "inlet_temperature", side: "above" };
  for (const [id, severity, raiseAt] of [
    ["hot", "major", 32],
    ["burning", "critical", 60],
  ] as const) {
    const definition = { name: `Inlet ${id}`, severity, condition: { ...condition, raiseAt, deadBand: 1 } };
    await call("PUT", `${path}/${id}`, { definition });
  }
}

const pageSchema = z.object({ events: z.array(alarmEventSchema) });
const writtenWithinMs = 120_000;

/** Waits until everything is written: the journal follows the board. Each line is read once, however often it is asked. */
async function countWritten(server: AidcServer, wanted: number): Promise<number> {
  const deadlineMs = performance.now() + writtenWithinMs;
  let [written, newest] = [0, 0];
  for (;;) {
    const more = await countSince(server, newest);
    written += more.count;
    newest = more.newest;
    if (written >= wanted || performance.now() > deadlineMs) return written;
    await delay(500);
  }
}

/** Newest first, back to what was counted before. */
async function countSince({ call }: AidcServer, known: number): Promise<{ count: number; newest: number }> {
  let [count, newest] = [0, known];
  for (let before = ""; ; ) {
    const { events } = pageSchema.parse(
      await call("GET", `/api/centers/${rackCenter}/alarm-journal${before}`),
    );
    const fresh = events.filter(({ seq }) => seq > known);
    newest = Math.max(newest, ...fresh.map(({ seq }) => seq));
    count += fresh.length;
    const oldest = fresh.at(-1);
    if (!oldest || fresh.length < events.length) return { count, newest };
    before = `?before=${oldest.seq}`;
  }
}
