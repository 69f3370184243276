import { randomUUID } from "node:crypto";
import type { ReportFile } from "@aidc/contract";
import { and, asc, desc, eq, getTableColumns, inArray, lte, ne, sql } from "drizzle-orm";
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

type FileOf = Pick<StoredFile, "centerId" | "reportId" | "format" | "language">;
interface MadeFile {
  readonly content: Buffer;
  readonly sha256: string;
  readonly atMs: number;
}

/**
 * Files of issued reports. Of one report, format and language there is one, whoever asks, and once it is made it is
 * never changed and goes with its report.
 */
export interface ReportFileStore {
  /** The newest of them first, and no more than a list has room for: each report has eight for good. */
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
  finish(file: StoredFile, made: MadeFile): Promise<void>;
  /** Made while somebody waited. @returns what is kept: of two that are made in the same moment the first */
  keep(wish: FileWish, made: MadeFile): Promise<Buffer>;
  /** null: it was not made yet. */
  kept(which: FileOf): Promise<Buffer | null>;
  fail(file: StoredFile, how: { error: string; isLast: boolean; atMs: number }): Promise<void>;
  /** null: it is not there, or not ready. */
  content(centerId: string, id: string): Promise<{ file: StoredFile; content: Buffer } | null>;
  /** Takes away what failed until then. @returns how many */
  tidy(endedUntilMs: number): Promise<number>;
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
    finish: (file, made) => change(db, file, ready(made)),
    keep: (wish, made) => keep(db, wish, made),
    kept: (which) => kept(db, which),
    fail: (file, { error, isLast, atMs }) =>
      change(db, file, {
        error,
        step: null,
        ...(isLast ? { state: "failed", endedAt: new Date(atMs) } : { state: "waiting" }),
      }),
    content: (centerId, id) => readContent(db, centerId, id),
    tidy: (endedUntilMs) => tidy(db, endedUntilMs),
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

const mostListed = 60;

async function list(db: Drizzle, centerId: string): Promise<StoredFile[]> {
  const rows = await db
    .select(columns)
    .from(reportFile)
    .where(eq(reportFile.centerId, centerId))
    .orderBy(desc(reportFile.askedAt), desc(reportFile.id))
    .limit(mostListed);
  return rows.map(fileOf);
}

const isFile = ({ centerId, reportId, format, language }: FileOf) =>
  and(
    ...[eq(reportFile.centerId, centerId), eq(reportFile.reportId, reportId)],
    ...[eq(reportFile.format, format), eq(reportFile.language, language)],
  );

function ask(db: Drizzle, { askedAtMs, ...wish }: FileWish, mostUnfinished: number): Promise<StoredFile> {
  const { centerId } = wish;
  return db.transaction(async (tx) => {
    // Two who ask in the same moment get the same file, and neither goes over the bound.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`report files\n${centerId}`}, 0))`);
    const same = isFile(wish);
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

async function tidy(db: Drizzle, endedUntilMs: number): Promise<number> {
  const { rowCount } = await db
    .delete(reportFile)
    .where(and(eq(reportFile.state, "failed"), lte(reportFile.endedAt, new Date(endedUntilMs))));
  return rowCount ?? 0;
}

const ready = ({ content, sha256, atMs }: MadeFile) => ({
  state: "ready" as const,
  step: null,
  error: null,
  endedAt: new Date(atMs),
  content,
  size: content.length,
  sha256,
});

async function kept(db: Drizzle, which: FileOf): Promise<Buffer | null> {
  const [row] = await db
    .select({ content: reportFile.content })
    .from(reportFile)
    .where(and(isFile(which), eq(reportFile.state, "ready")));
  return row?.content ?? null;
}

async function keep(db: Drizzle, { askedAtMs, ...wish }: FileWish, made: MadeFile): Promise<Buffer> {
  const fresh = { id: randomUUID(), jobId: randomUUID(), askedAt: new Date(askedAtMs) };
  const { centerId, reportId, format, language } = reportFile;
  await db
    .insert(reportFile)
    .values({ ...wish, ...fresh, ...ready(made) })
    .onConflictDoUpdate({
      target: [centerId, reportId, format, language],
      set: ready(made),
      setWhere: ne(reportFile.state, "ready"),
    });
  const content = await kept(db, wish);
  if (content === null) throw new Error("the file that was kept is not there");
  return content;
}
