import { randomUUID } from "node:crypto";
import type { ReportFile } from "@aidc/contract";
import { and, asc, desc, eq, getTableColumns, inArray, lte, max, ne, or, sql } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
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
  /**
   * What is not made, then what was made of the newest reports and of those that still lack a file: all files of a
   * report, or none of them.
   */
  list(centerId: string): Promise<StoredFile[]>;
  /** One that failed is begun anew; one that waits, is made or is ready stays as it is. */
  ask(wish: FileWish): Promise<StoredFile>;
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
  /** What failed until then waits again, and still tells why it failed. @returns how many */
  beginAnew(endedUntilMs: number): Promise<number>;
}

export function openReportFileStore({ db }: Pick<Database, "db">): ReportFileStore {
  return {
    list: (centerId) => list(db, centerId),
    ask: (wish) => ask(db, wish),
    async unfinished() {
      const inTurn = [asc(reportFile.askedAt), asc(reportFile.id)];
      return (
        await db
          .select(columns)
          .from(reportFile)
          .where(isUnfinished)
          .orderBy(...inTurn)
      ).map(fileOf);
    },
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
    beginAnew: (endedUntilMs) => beginAnew(db, endedUntilMs),
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

/** As many as a list has room for. */
const mostReports = 8;

async function list(db: Drizzle, centerId: string): Promise<StoredFile[]> {
  const isReady = eq(reportFile.state, "ready");
  const ofCenter = eq(reportFile.centerId, centerId);
  const newest = [desc(reportFile.askedAt), desc(reportFile.id)];
  const newestReports = db
    .select({ id: reportFile.reportId })
    .from(reportFile)
    .where(and(ofCenter, isReady))
    .groupBy(reportFile.reportId)
    .orderBy(desc(max(reportFile.askedAt)), desc(reportFile.reportId))
    .limit(mostReports);
  const lacking = db
    .select({ id: reportFile.reportId })
    .from(reportFile)
    .where(and(ofCenter, ne(reportFile.state, "ready")));
  const isListed = or(inArray(reportFile.reportId, newestReports), inArray(reportFile.reportId, lacking));
  // One statement: between two a file is finished, and would stand in both.
  const rows = await db
    .select(columns)
    .from(reportFile)
    .where(and(ofCenter, isListed))
    .orderBy(isReady, ...newest);
  return rows.map(fileOf);
}

/** Whoever asks, and however many at once: one file of a report, format and language. */
const oneOfEach = [reportFile.centerId, reportFile.reportId, reportFile.format, reportFile.language];

const isFile = ({ centerId, reportId, format, language }: FileOf) =>
  and(
    ...[eq(reportFile.centerId, centerId), eq(reportFile.reportId, reportId)],
    ...[eq(reportFile.format, format), eq(reportFile.language, language)],
  );

async function ask(db: Drizzle, { askedAtMs, ...wish }: FileWish): Promise<StoredFile> {
  const fresh = {
    id: randomUUID(),
    jobId: randomUUID(),
    askedAt: new Date(askedAtMs),
    state: "waiting",
  } as const;
  await db
    .insert(reportFile)
    .values({ ...wish, ...fresh })
    .onConflictDoUpdate({
      target: oneOfEach,
      set: { ...wish, ...fresh, error: null, endedAt: null },
      setWhere: eq(reportFile.state, "failed"),
    });
  const [row] = await db.select(columns).from(reportFile).where(isFile(wish));
  if (row === undefined) throw new Error("no row came back");
  return fileOf(row);
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

async function beginAnew(db: Drizzle, endedUntilMs: number): Promise<number> {
  const { rowCount } = await db
    .update(reportFile)
    .set({ jobId: sql`gen_random_uuid()`, state: "waiting", endedAt: null })
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
  await db
    .insert(reportFile)
    .values({ ...wish, ...fresh, ...ready(made) })
    .onConflictDoUpdate({
      target: oneOfEach,
      set: ready(made),
      setWhere: ne(reportFile.state, "ready"),
    });
  const content = await kept(db, wish);
  if (content === null) throw new Error("the file that was kept is not there");
  return content;
}
