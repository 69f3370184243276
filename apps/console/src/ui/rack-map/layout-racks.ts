import type { RackPlace } from "@aidc/contract";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface RackLayout {
  /** In the order of the places given. */
  readonly cells: readonly Rect[];
  readonly labels: readonly (Rect & { readonly text: string })[];
}

type Place = Pick<RackPlace, "hall" | "hallName" | "row" | "position">;
interface Hall {
  readonly label: string;
  /** Indices into the places, row by row, each in order of position. */
  readonly rows: readonly (readonly number[])[];
}
interface Plan {
  readonly hallColumns: number;
  /** Longest line of racks; a longer row continues on the next line. */
  readonly wrapAt: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** Gaps as shares of a cell: beside a rack, and at most where there is width to spare; between rows, between halls. */
const gap = { rack: 0.12, widest: 0.5, row: 0.22, hall: 0.75 } as const;
/** A rack is drawn taller than wide within these bounds, height over width. */
const shape = { least: 0.7, most: 1.7 } as const;

/**
 * Fills a box with the racks of a center: halls in bands, rows as lines, cells as large as they can be.
 * @param label room for a hall's name left of the hall, px. With one hall there is nothing to tell apart, and where
 *   halls are lower than their names would be, the names would cover each other: then there are none
 */
export function layoutRacks(
  places: readonly Place[],
  box: { readonly width: number; readonly height: number },
  label: { readonly width: number; readonly height: number },
): RackLayout {
  const halls = groupHalls(places);
  const named = halls.length > 1 ? layoutHalls(halls, places.length, box, label.width) : null;
  if (named?.labels.every(({ height }) => height >= label.height)) return named;
  return layoutHalls(halls, places.length, box, 0) ?? { cells: [], labels: [] };
}

function layoutHalls(
  halls: readonly Hall[],
  racks: number,
  box: { width: number; height: number },
  label: number,
): RackLayout | null {
  const plan = choosePlan(halls, box, label);
  return plan && placeHalls(halls, racks, box, label, plan);
}

function groupHalls(places: readonly Place[]): Hall[] {
  const halls = new Map<string, { name: string; rows: Map<string, number[]> }>();
  for (const [index, place] of places.entries()) {
    const hall = halls.get(place.hall) ?? { name: place.hallName, rows: new Map<string, number[]>() };
    halls.set(place.hall, hall);
    const row = hall.rows.get(place.row) ?? [];
    hall.rows.set(place.row, [...row, index]);
  }
  const sorted = [...halls.values()].sort((a, b) => compareNames(a.name, b.name));
  const labels = shortenNames(sorted.map(({ name }) => name));
  const at = (index: number) => places[index]?.position ?? 0;
  return sorted.map(({ rows }, index) => ({
    label: labels[index] ?? "",
    rows: [...rows]
      .sort(([a], [b]) => compareNames(a, b))
      .map(([, racks]) => racks.toSorted((a, b) => at(a) - at(b))),
  }));
}

/**
 * `Hall A, liquid cooled` and `Hall B` need only `A` and `B` on a wall: what all names share is dropped, and what
 * stands behind the first comma or bracket, as long as the names still tell themselves apart.
 */
export function shortenNames(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  const heads = dropShared(names.map((name) => name.split(/[,，(（·;；]/u)[0]?.trim() ?? name));
  if (new Set(heads).size === names.length) return heads;
  const whole = dropShared(names);
  return new Set(whole).size === names.length ? whole : [...names];
}

function dropShared(names: readonly string[]): string[] {
  const words = names.map((name) => [...name]);
  const shortest = Math.min(...words.map((word) => word.length));
  const countShared = (read: (word: readonly string[], offset: number) => string | undefined) => {
    const first = words[0] ?? [];
    let shared = 0;
    while (shared < shortest && words.every((word) => read(word, shared) === read(first, shared))) shared++;
    return shared;
  };
  let head = countShared((word, offset) => word[offset]);
  while (head > 0 && words.some((word) => isInside(word, head))) head--;
  let tail = Math.min(
    shortest - head,
    countShared((word, offset) => word[word.length - 1 - offset]),
  );
  while (tail > 0 && words.some((word) => isInside(word, word.length - tail))) tail--;
  const short = words.map((word) =>
    word
      .slice(head, word.length - tail)
      .join("")
      .trim(),
  );
  return short.every((text) => text !== "") ? short : [...names];
}

/**
 * Between two letters, or two digits, of one word: `North` and `South` share `th` and are not `Nor` and `Sou`. Chinese
 * parts no words: only behind a measure word is it known that one ends (`一号|机房`).
 */
function isInside(word: readonly string[], at: number): boolean {
  const sides = `${word[at - 1] ?? ""}${word[at] ?? ""}`;
  return /^\p{Script=Latin}{2}$|^\p{Nd}{2}$|^(?![号楼层区期栋座室])\p{Script=Han}{2}$/u.test(sides);
}

function compareNames(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** Tries every number of bands and several line lengths, and keeps the largest cell. */
function choosePlan(
  halls: readonly Hall[],
  box: { width: number; height: number },
  label: number,
): Plan | null {
  const longest = Math.max(0, ...halls.flatMap(({ rows }) => rows.map((row) => row.length)));
  if (longest === 0) return null;
  let best: Plan | null = null;
  for (let hallColumns = 1; hallColumns <= halls.length; hallColumns++) {
    for (let parts = 1; parts <= 6; parts++) {
      const plan = measurePlan(halls, box, label, hallColumns, Math.ceil(longest / parts));
      if (plan.cellWidth <= 0 || plan.cellHeight <= 0) continue;
      if (!best || plan.cellWidth * plan.cellHeight > best.cellWidth * best.cellHeight * 1.05) best = plan;
    }
  }
  return best;
}

function measurePlan(
  halls: readonly Hall[],
  box: { width: number; height: number },
  label: number,
  hallColumns: number,
  wrapAt: number,
): Plan {
  const bands = Math.ceil(halls.length / hallColumns);
  const bandGap = hallGap(box, label);
  const width = (box.width - bandGap * (hallColumns - 1)) / hallColumns - label;
  let rows = 0;
  for (let band = 0; band < bands; band++) {
    const lines = halls
      .slice(band * hallColumns, (band + 1) * hallColumns)
      .map((hall) => countLines(hall, wrapAt));
    rows += Math.max(...lines) * (1 + gap.row) - gap.row;
  }
  const cellWidth = width / (wrapAt * (1 + gap.rack) - gap.rack);
  const cellHeight = box.height / (rows + gap.hall * (bands - 1));
  return {
    hallColumns,
    wrapAt,
    cellWidth: Math.min(cellWidth, cellHeight / shape.least),
    cellHeight: Math.min(cellHeight, cellWidth * shape.most),
  };
}

/** A box that is low for its width leaves some of it: racks stand apart, so that the map ends where its box does. */
function rackGap(width: number, { wrapAt, cellWidth }: Pick<Plan, "wrapAt" | "cellWidth">): number {
  const spread = wrapAt > 1 ? (width - wrapAt * cellWidth) / (wrapAt - 1) : 0;
  return Math.min(cellWidth * gap.widest, Math.max(cellWidth * gap.rack, spread));
}

/** Between halls that stand side by side. */
function hallGap(box: { width: number }, label: number): number {
  return label > 0 ? label * 0.3 : box.width * 0.008;
}

/** Without making them: every plan asks, and a wall is laid out anew whenever a block beside the racks grows. */
function countLines({ rows }: Hall, wrapAt: number): number {
  return rows.reduce((sum, row) => sum + Math.ceil(row.length / wrapAt), 0);
}

function linesOf(hall: Hall, wrapAt: number): (readonly number[])[] {
  return hall.rows.flatMap((row) => {
    const lines: (readonly number[])[] = [];
    for (let at = 0; at < row.length; at += wrapAt) lines.push(row.slice(at, at + wrapAt));
    return lines;
  });
}

function placeHalls(
  halls: readonly Hall[],
  racks: number,
  box: { width: number },
  label: number,
  { hallColumns, wrapAt, cellWidth, cellHeight }: Plan,
): RackLayout {
  const cells: Rect[] = Array.from({ length: racks }, () => ({ x: 0, y: 0, width: 0, height: 0 }));
  const labels: (Rect & { text: string })[] = [];
  const lineHeight = cellHeight * (1 + gap.row);
  const columnWidth = (box.width + hallGap(box, label)) / hallColumns;
  const step = cellWidth + rackGap(columnWidth - hallGap(box, label) - label, { wrapAt, cellWidth });
  let top = 0;
  for (let first = 0; first < halls.length; first += hallColumns) {
    let deepest = 0;
    for (const [column, hall] of halls.slice(first, first + hallColumns).entries()) {
      const left = column * columnWidth + label;
      const lines = linesOf(hall, wrapAt);
      for (const [line, row] of lines.entries())
        for (const [place, index] of row.entries())
          cells[index] = {
            x: left + place * step,
            y: top + line * lineHeight,
            width: cellWidth,
            height: cellHeight,
          };
      const height = lines.length * lineHeight - gap.row * cellHeight;
      if (label > 0) labels.push({ text: hall.label, x: left - label, y: top, width: label, height });
      deepest = Math.max(deepest, height);
    }
    top += deepest + gap.hall * cellHeight;
  }
  return { cells, labels };
}
