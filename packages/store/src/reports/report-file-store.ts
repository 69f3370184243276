import { randomUUID } from "node:crypto";
import type { ReportFile } from "@aidc/contract";
import { and, asc, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { reportFile } from "../schema/report-files.ts";

export interface StoredFile
  extends Pick<ReportFile, "id" | "number" | "format" | "language" | "askedBy" | "state" | "step" | "error"> {
  readonly centerId: string;
  readonly reportId: string;
  /** In the queue. */
  readonly jobId: string;
  readonly askedAtMs: number;
  readonly endedAtMs: number | null;
  /** Bytes of what is ready. */
  readonly size: number | null;
  readonly sha256: string | null;
}

type FileWish = Pick<
  StoredFile,
  "centerId" | "reportId" | "number" | "format" | "language" | "askedAtMs" | "askedBy"
>;

/** How much is kept of a center, the newest first. */
interface FileRoom {
  readonly endedAfterMs: number;
  readonly most: number;
  readonly mostBytes: number;
}

/** Files of reports that are made by the queue. Of one report, format and language there is one, whoever asks. */
export interface ReportFileStore {
  /** Newest first. */
  list(centerId: string): Promise<StoredFile[]>;
  /**
   * One that failed is begun anew; one that waits, is made or is ready stays as it is.
   * @throws StoreConflict when as many as `mostUnfinished` of the center are not done
   */
  ask(wish: FileWish, mostUnfinished: number): Promise<StoredFile>;
  /** What is not done, of all centers, oldest first. */
  unfinished(): Promise<StoredFile[]>;
  /** What this job is to make; null: nothing any more. */
  ofJob(centerId: string, jobId: string): Promise<StoredFile | null>;
  moveTo(file: StoredFile, step: NonNullable<StoredFile["step"]>): Promise<void>;
  finish(file: StoredFile, made: { content: Buffer; sha256: string; atMs: number }): Promise<void>;
  fail(file: StoredFile, how: { error: string; isLast: boolean; atMs: number }): Promise<void>;
  /** null: it is not there, or not ready. */
  content(centerId: string, id: string): Promise<{ file: StoredFile; content: Buffer } | null>;
  /** Takes away what is over its time or over the room of its center. @returns how many */
  tidy(room: FileRoom): Promise<number>;
}

export function openReportFileStore({ db }: Pick<Database, "db">): ReportFileStore {
  return {
    list: (centerId) => list(db, centerId),
    ask: (wish, mostUnfinished) => ask(db, wish, mostUnfinished),
    unfinished: async () =>
      (await db.select(columns).from(reportFile).where(isUnfinished).orderBy(asc(reportFile.askedAt))).map(
        fileOf,
      ),
    async ofJob(centerId, jobId) {
      const which = and(eq(reportFile.centerId, centerId), eq(reportFile.jobId, jobId), isUnfinished);
      const [row] = await db.select(columns).from(reportFile).where(which);
      return row === undefined ? null : fileOf(row);
    },
    moveTo: (file, step) => change(db, file, { state: "running", step }),
    finish: (file, { content, sha256, atMs }) =>
      change(db, file, {
        state: "ready",
        step: null,
        error: null,
        endedAt: new Date(atMs),
        content,
        size: content.length,
        sha256,
      }),
    fail: (file, { error, isLast, atMs }) =>
      change(db, file, {
        error,
        step: null,
        ...(isLast ? { state: "failed", endedAt: new Date(atMs) } : { state: "waiting" }),
      }),
    content: (centerId, id) => readContent(db, centerId, id),
    tidy: (room) => tidy(db, room),
  };
}

const { content: _content, ...columns } = getTableColumns(reportFile);
type Row = Omit<typeof reportFile.$inferSelect, "content">;

const isUnfinished = inArray(reportFile.state, ["waiting", "running"]);

const fileOf = ({ askedAt, endedAt, ...row }: Row): StoredFile => ({
  ...row,
  askedAtMs: askedAt.getTime(),
  endedAtMs: endedAt?.getTime() ?? null,
});

async function list(db: Drizzle, centerId: string): Promise<StoredFile[]> {
  const rows = await db
    .select(columns)
    .from(reportFile)
    .where(eq(reportFile.centerId, centerId))
    .orderBy(desc(reportFile.askedAt), desc(reportFile.id));
  return rows.map(fileOf);
}

function ask(db: Drizzle, { askedAtMs, ...wish }: FileWish, mostUnfinished: number): Promise<StoredFile> {
  const { centerId, reportId, format, language } = wish;
  return db.transaction(async (tx) => {
    // Two who ask in the same moment get the same file, and neither goes over the bound.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`report files\n${centerId}`}, 0))`);
    const same = and(
      ...[eq(reportFile.centerId, centerId), eq(reportFile.reportId, reportId)],
      ...[eq(reportFile.format, format), eq(reportFile.language, language)],
    );
    const [found] = await tx.select(columns).from(reportFile).where(same);
    if (found !== undefined && found.state !== "failed") return fileOf(found);
    const open = and(eq(reportFile.centerId, centerId), isUnfinished);
    if ((await tx.$count(reportFile, open)) >= mostUnfinished)
      throw new StoreConflict(`${mostUnfinished} files of the center are being made; ask when one is ready.`);
    if (found !== undefined) await tx.delete(reportFile).where(same);
    const fresh = { id: randomUUID(), jobId: randomUUID(), state: "waiting" } as const;
    const [row] = await tx
      .insert(reportFile)
      .values({ ...wish, ...fresh, askedAt: new Date(askedAtMs) })
      .returning(columns);
    if (row === undefined) throw new Error("no row came back");
    return fileOf(row);
  });
}

/** Only while it is not done and of this job: what was given up may have been asked for anew. */
async function change(
  db: Drizzle,
  { centerId, id, jobId }: StoredFile,
  to: Partial<typeof reportFile.$inferInsert>,
) {
  const which = and(eq(reportFile.centerId, centerId), eq(reportFile.id, id), eq(reportFile.jobId, jobId));
  await db.update(reportFile).set(to).where(and(which, isUnfinished));
}

async function readContent(db: Drizzle, centerId: string, id: string) {
  const [row] = await db
    .select()
    .from(reportFile)
    .where(and(eq(reportFile.centerId, centerId), eq(reportFile.id, id), eq(reportFile.state, "ready")));
  if (row === undefined || row.content === null) return null;
  const { content, ...rest } = row;
  return { file: fileOf(rest), content };
}

async function tidy(db: Drizzle, { endedAfterMs, most, mostBytes }: FileRoom): Promise<number> {
  const { rowCount } = await db.execute(sql`
    delete from ${reportFile} where (center_id, id) in (
      select center_id, id from (
        select center_id, id, ended_at,
          row_number() over newest as place,
          sum(coalesce(size, 0)) over newest as total
        from ${reportFile} where state in ('ready', 'failed')
        window newest as (partition by center_id order by ended_at desc, id)
      ) done
      where ended_at <= ${new Date(endedAfterMs).toISOString()} or place > ${most} or total > ${mostBytes})`);
  return rowCount ?? 0;
}
