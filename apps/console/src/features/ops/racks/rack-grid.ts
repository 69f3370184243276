import type { RackRow } from "./rack-row.ts";

export interface HallGroup {
  readonly hall: string;
  readonly lines: readonly { readonly row: string; readonly racks: readonly RackRow[] }[];
}

/** Halls and rows in natural order; racks stay in the order of the board, which is their place. */
export function groupRows(rows: readonly RackRow[]): HallGroup[] {
  const halls = Map.groupBy(rows, ({ hall }) => hall);
  return [...halls]
    .sort(([a], [b]) => compare(a, b))
    .map(([hall, racks]) => ({
      hall,
      lines: [...Map.groupBy(racks, ({ row }) => row)]
        .sort(([a], [b]) => compare(a, b))
        .map(([row, inRow]) => ({ row, racks: inRow })),
    }));
}

/** @returns the rack an arrow key leads to from `current`; null when the key moves nothing */
export function moveFocus(halls: readonly HallGroup[], current: string | null, key: string): string | null {
  const lines = halls.flatMap(({ lines: inHall }) => inHall.map(({ racks }) => racks));
  const line = lines.findIndex((racks) => racks.some(({ id }) => id === current));
  const place = lines[line]?.findIndex(({ id }) => id === current) ?? -1;
  if (line < 0 || place < 0) return null;
  const at = (inLine: number, inPlace: number) => {
    const racks = lines[inLine];
    return racks?.[Math.max(0, Math.min(inPlace, racks.length - 1))]?.id ?? null;
  };
  if (key === "ArrowRight") return lines[line]?.[place + 1]?.id ?? at(line + 1, 0);
  if (key === "ArrowLeft") return lines[line]?.[place - 1]?.id ?? at(line - 1, Number.MAX_SAFE_INTEGER);
  if (key === "ArrowDown") return at(line + 1, place);
  if (key === "ArrowUp") return at(line - 1, place);
  if (key === "Home") return at(line, 0);
  return key === "End" ? at(line, Number.MAX_SAFE_INTEGER) : null;
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
