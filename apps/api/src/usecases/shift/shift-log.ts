import type { ShiftEntryDraft, ShiftSummary, WindowMs } from "@aidc/contract";
import { centerNowMs, sumUpShift } from "@aidc/domain";
import { judgedAlarms } from "../alarms/read-alarms.ts";
import { AppError, badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import { indexOf } from "../center-index.ts";
import { parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";

interface OfCenter {
  readonly center: string;
}
interface Window {
  readonly from: string;
  readonly to: string;
}
const longestShiftMs = 31 * 86_400_000;

export async function readShiftLog(services: Services, input: OfCenter & Window) {
  await services.directory.get(input.center);
  return services.shift.entries(input.center, parseWindow(input));
}

export async function writeShiftEntry(
  services: Services,
  caller: Caller,
  { center, entry }: OfCenter & { readonly entry: ShiftEntryDraft },
) {
  const { document } = await services.directory.get(center);
  if (entry.rack !== null && !document.racks.some(({ id }) => id === entry.rack))
    throw badField("entry.rack", "is no rack of this center");
  if (entry.corrects !== null && !(await services.shift.hasEntry(center, entry.corrects)))
    throw badField("entry.corrects", "is no entry of this log");
  return services.shift.write(center, entry, changeBy(caller));
}

export async function summariseShift(services: Services, input: OfCenter & Window): Promise<ShiftSummary> {
  return summaryOf(services, input.center, await shiftWindow(services, input));
}

export async function listHandovers(services: Services, { center }: OfCenter) {
  await services.directory.get(center);
  return services.shift.handovers(center);
}

/** The note is frozen with what the server knew when it was signed. */
export async function handOver(
  services: Services,
  caller: Caller,
  input: OfCenter & Window & { readonly id: string; readonly note: string },
) {
  const { center, id, note } = input;
  const summary = await summaryOf(services, center, await shiftWindow(services, input));
  return services.shift.handOver(center, { id, note, summary }, changeBy(caller));
}

export async function takeOver(
  services: Services,
  caller: Caller,
  { center, handover }: OfCenter & { readonly handover: string },
) {
  await services.directory.get(center);
  const signed = await services.shift.takeOver(center, handover, changeBy(caller));
  if (signed === null) throw notFound(`Hand-over note ${handover}`);
  if (signed === "same_person")
    throw new AppError("conflict", "Somebody else has to take over: you signed this note yourself.");
  if (signed === "taken") throw new AppError("conflict", "Somebody has taken over with this note already.");
  return signed;
}

/** A shift that is not over ends now: of what has not happened yet nothing is told. */
async function shiftWindow(services: Services, input: OfCenter & Window): Promise<WindowMs> {
  const view = await services.directory.get(input.center);
  const { fromMs, toMs } = parseWindow(input);
  if (toMs - fromMs > longestShiftMs) throw badField("to", "is more than 31 days after from");
  const nowMs = centerNowMs(indexOf(view), services.telemetry.latest, services.clock());
  return { fromMs, toMs: nowMs > fromMs ? Math.min(toMs, nowMs + 1) : toMs };
}

async function summaryOf(services: Services, center: string, window: WindowMs): Promise<ShiftSummary> {
  const [alarms, annunciations, serviceEvents, entries] = await Promise.all([
    judgedAlarms(services, center),
    services.alarmStore.annunciations(center, window),
    services.service.listEvents(center),
    services.shift.entries(center, window),
  ]);
  const board = alarms.board();
  const explained = alarms.broughtAboutAmong(annunciations);
  return sumUpShift({ window, annunciations, explained, board, serviceEvents, entries: entries.length });
}
