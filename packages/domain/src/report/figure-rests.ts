import type { PointBasis, Report, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import { pointsOf, rawColumnsOf, rawTables } from "./raw-tables.ts";

export interface FigureRests {
  /** Rows of the last chapter that the formula is computed over. */
  readonly tables: readonly ReportTable[];
  /** What the points and their samples behind the rows are asked for by. */
  readonly points: readonly PointBasis[];
  readonly records: readonly Worded[];
  /** Tables that nothing is said of. */
  readonly unknown: readonly string[];
}

/** What a figure is computed from, down to where samples or records are found; all empty where nothing is measured. */
export function figureRests({ formula }: ReportFigure, { content }: Pick<Report, "content">): FigureRests {
  const columns = rawColumnsOf(formula);
  const named = [...new Set(columns.map(({ table }) => table))];
  const raw = content.chapters.find(({ id }) => id === "raw")?.blocks ?? [];
  const tables = raw.filter((block) => block.kind === "table").filter(({ id }) => named.includes(id));
  const points = columns.map(pointsOf);
  return {
    tables,
    points: [
      ...new Set([
        ...points.flatMap(({ explained = [] }) => explained),
        ...points.flatMap(({ meters = [] }) => meters),
        ...points.flatMap(({ steps = [] }) => steps),
      ]),
    ],
    records: [...new Set(named.flatMap((id) => rawTables[id]?.records ?? []))],
    unknown: named.filter((id) => rawTables[id] === undefined || !tables.some((table) => table.id === id)),
  };
}
