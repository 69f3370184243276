import type { ShiftEntry, ShiftEntryDraft, ShiftHandover, ShiftSummary, WindowMs } from "@aidc/contract";
import { and, desc, eq, gte, lt } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { shiftEntry, shiftHandover, shiftTakeover } from "../schema/shift.ts";

/** The log of a shift and its hand-over notes. Nothing in it is changed or taken away. */
export interface ShiftStore {
  /** Newest first. */
  entries(centerId: string, window: WindowMs): Promise<ShiftEntry[]>;
  hasEntry(centerId: string, id: string): Promise<boolean>;
  /** The same id again is the same entry, and stays as it was. */
  write(centerId: string, draft: ShiftEntryDraft, by: ChangedBy): Promise<ShiftEntry>;
  /** Newest first. */
  handovers(centerId: string): Promise<ShiftHandover[]>;
  handOver(centerId: string, draft: HandoverDraft, by: ChangedBy): Promise<ShiftHandover>;
  /** @returns null: no such note; same_person, taken: why it was not signed */
  takeOver(
    centerId: string,
    id: string,
    by: ChangedBy,
  ): Promise<ShiftHandover | "same_person" | "taken" | null>;
}

interface HandoverDraft {
  readonly id: string;
  readonly note: string;
  readonly summary: ShiftSummary;
}

const mostEntries = 1000;
const mostNotes = 100;

export function openShiftStore({ db }: Pick<Database, "db">): ShiftStore {
  return {
    entries: (centerId, window) => readEntries(db, centerId, window),
    hasEntry: async (centerId, id) =>
      (await db.select().from(shiftEntry).where(ofEntry(centerId, id))).length > 0,
    write: (centerId, draft, by) => writeEntry(db, centerId, draft, by),
    handovers: (centerId) => readHandovers(db, centerId, null),
    handOver: (centerId, draft, by) => handOver(db, centerId, draft, by),
    takeOver: (centerId, id, by) => takeOver(db, centerId, id, by),
  };
}

const ofEntry = (centerId: string, id: string) =>
  and(eq(shiftEntry.centerId, centerId), eq(shiftEntry.id, id));
const actorOf = ({ actor }: ChangedBy) => `${actor.kind}/${actor.id ?? actor.name}`;

async function readEntries(db: Drizzle, centerId: string, window: WindowMs): Promise<ShiftEntry[]> {
  const rows = await db
    .select()
    .from(shiftEntry)
    .where(
      and(
        eq(shiftEntry.centerId, centerId),
        gte(shiftEntry.at, new Date(window.fromMs)),
        lt(shiftEntry.at, new Date(window.toMs)),
      ),
    )
    .orderBy(desc(shiftEntry.at), shiftEntry.id)
    .limit(mostEntries);
  return rows.map(entryOf);
}

function writeEntry(
  db: Drizzle,
  centerId: string,
  draft: ShiftEntryDraft,
  by: ChangedBy,
): Promise<ShiftEntry> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [written] = await tx
      .insert(shiftEntry)
      .values({ centerId, by: by.actor.name, ...draft })
      .onConflictDoNothing()
      .returning();
    if (written) {
      const subject = `shift_entry/${draft.id}`;
      await appendDone(tx, centerId, by, [
        { action: "shift.write", tenant: null, subject, before: null, after: draft },
      ]);
      return entryOf(written);
    }
    const [there] = await tx.select().from(shiftEntry).where(ofEntry(centerId, draft.id));
    if (!there) throw new Error("an entry that is there is not there");
    return entryOf(there);
  });
}

function handOver(
  db: Drizzle,
  centerId: string,
  { id, note, summary }: HandoverDraft,
  by: ChangedBy,
): Promise<ShiftHandover> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [written] = await tx
      .insert(shiftHandover)
      .values({ centerId, id, note, summary, by: by.actor.name, actor: actorOf(by) })
      .onConflictDoNothing()
      .returning();
    const subject = `shift_handover/${id}`;
    if (written)
      await appendDone(tx, centerId, by, [
        { action: "shift.hand_over", tenant: null, subject, before: null, after: { note, summary } },
      ]);
    const [there] = await readHandovers(tx, centerId, id);
    if (!there) throw new Error("a note that was written is not there");
    return there;
  });
}

function takeOver(db: Drizzle, centerId: string, id: string, by: ChangedBy) {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [note] = await tx
      .select()
      .from(shiftHandover)
      .where(and(eq(shiftHandover.centerId, centerId), eq(shiftHandover.id, id)));
    if (!note) return null;
    if (note.actor === actorOf(by)) return "same_person";
    const [signed] = await tx
      .insert(shiftTakeover)
      .values({ centerId, handover: id, by: by.actor.name })
      .onConflictDoNothing()
      .returning();
    if (!signed) return "taken";
    const subject = `shift_handover/${id}`;
    await appendDone(tx, centerId, by, [
      { action: "shift.take_over", tenant: null, subject, before: null, after: { by: signed.by } },
    ]);
    return (await readHandovers(tx, centerId, id))[0] ?? null;
  });
}

type Reader = Pick<Drizzle, "select">;

async function readHandovers(db: Reader, centerId: string, id: string | null): Promise<ShiftHandover[]> {
  const rows = await db
    .select()
    .from(shiftHandover)
    .leftJoin(
      shiftTakeover,
      and(eq(shiftTakeover.centerId, shiftHandover.centerId), eq(shiftTakeover.handover, shiftHandover.id)),
    )
    .where(and(eq(shiftHandover.centerId, centerId), id === null ? undefined : eq(shiftHandover.id, id)))
    .orderBy(desc(shiftHandover.at))
    .limit(mostNotes);
  return rows.map(({ shift_handover: note, shift_takeover: taken }) => ({
    id: note.id,
    note: note.note,
    summary: note.summary,
    handedOver: { by: note.by, at: note.at.toISOString() },
    takenOver: taken && { by: taken.by, at: taken.at.toISOString() },
  }));
}

function entryOf({ centerId: _center, at, ...entry }: typeof shiftEntry.$inferSelect): ShiftEntry {
  return { ...entry, at: at.toISOString() };
}
