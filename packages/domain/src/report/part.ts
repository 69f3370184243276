/** What a chapter is made of: its figures, the raw tables they follow from, and what is read in it. */
import type { Figure, ReportContent, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import type { Compared, ReportInputs } from "./inputs.ts";
import type { LimitRow } from "./limits-table.ts";
import { worded } from "./words.ts";

type Chapter = ReportContent["chapters"][number];
export type Block = Chapter["blocks"][number];

export interface FigureRow {
  /** For ever: a later report compares by it. */
  readonly id: string;
  readonly title: Worded;
  /** Over columns of the raw tables; `not measured` where nothing can tell it. */
  readonly formula: string;
  readonly digits: number;
  /** Not told of the compared periods. */
  readonly onlyNow?: boolean;
  /** null: nothing is known of a compared period. */
  make(inputs: ReportInputs, compared: Compared): Figure | null;
}

export interface ChapterFacts {
  readonly inputs: ReportInputs;
  readonly figures: readonly ReportFigure[];
  readonly limits: readonly LimitRow[];
  readonly raw: readonly ReportTable[];
  readonly findings: readonly Worded[];
  readonly methods: ReportContent["methods"];
  readonly gaps: ReportContent["gaps"];
}

export interface ChapterPart {
  readonly id: Chapter["id"];
  readonly title: Worded;
  /** Some follow from what is published: a tariff has the bands that it has. */
  figures?(inputs: ReportInputs): readonly FigureRow[];
  raw?(inputs: ReportInputs): readonly ReportTable[];
  /** Read top down; null: there is nothing to tell. */
  blocks(facts: ChapterFacts): readonly (Block | null)[];
}

export const windowOf = (inputs: ReportInputs, compared: Compared) => inputs.periods[compared].window;

/** The figures of a chapter by the beginning of their ids. */
export function figureList({ figures }: ChapterFacts, prefix: string, en: string, zh: string): Block {
  const ids = figures.map(({ id }) => id).filter((id) => id.startsWith(`${prefix}.`));
  return { kind: "figures", id: prefix, title: worded(en, zh), figures: ids };
}

export function textBlock(id: string, en: string, zh: string): Block {
  return { kind: "text", id, text: worded(en, zh) };
}
