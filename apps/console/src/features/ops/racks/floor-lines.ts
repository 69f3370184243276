import type { Rect } from "../../../ui/rack-map/layout-racks.ts";

/** A rack on a line of the map. */
interface OnLine {
  readonly id: string;
  readonly middleX: number;
}
/** Lines from the top down, each from left to right, as the eye reads them. */
export type FloorLines = readonly (readonly OnLine[])[];

/** @param cells where the racks are drawn, in the order of the ids */
export function readLines(cells: readonly Rect[], ids: readonly string[]): FloorLines {
  const lines = Map.groupBy(cells.keys(), (index) => Math.round(cells[index]?.y ?? 0));
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([, indices]) =>
      indices
        .flatMap((index) => {
          const [cell, id] = [cells[index], ids[index]];
          return cell && id !== undefined ? [{ id, middleX: cell.x + cell.width / 2 }] : [];
        })
        .sort((a, b) => a.middleX - b.middleX),
    );
}

/** @returns the rack an arrow key leads to from `current`; null when the key moves nothing */
export function moveFocus(lines: FloorLines, current: string | null, key: string): string | null {
  const at = lines.findIndex((line) => line.some(({ id }) => id === current));
  const line = lines[at];
  const place = line?.findIndex(({ id }) => id === current) ?? -1;
  const here = line?.[place];
  if (!line || !here) return null;
  const nearestOn = (other: FloorLines[number] | undefined) => nearest(other ?? [], here.middleX);
  if (key === "ArrowRight") return line[place + 1]?.id ?? lines[at + 1]?.[0]?.id ?? null;
  if (key === "ArrowLeft") return line[place - 1]?.id ?? lines[at - 1]?.at(-1)?.id ?? null;
  if (key === "ArrowDown") return nearestOn(lines[at + 1]);
  if (key === "ArrowUp") return nearestOn(lines[at - 1]);
  if (key === "Home") return line[0]?.id ?? null;
  return key === "End" ? (line.at(-1)?.id ?? null) : null;
}

function nearest(line: readonly OnLine[], x: number): string | null {
  let best: OnLine | null = null;
  for (const each of line) if (!best || Math.abs(each.middleX - x) < Math.abs(best.middleX - x)) best = each;
  return best?.id ?? null;
}
