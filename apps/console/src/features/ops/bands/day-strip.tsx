import type { Band } from "@aidc/contract";
import { useMemo } from "react";
import type { DayPiece } from "./day-bands.ts";
import { findDayKinds } from "./day-bands.ts";
import { useDayWords } from "./use-day-words.ts";

const barPx = 30;
/** Room for the words of the cheapest band. */
const lowPx = 17;
const heightPx = barPx + 16;
const hours = [0, 6, 12, 18, 24];
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** What a person reads of a piece of the day. */
export interface BandWords {
  /** Empty where the piece needs no name. */
  name(band: Band | null): string;
  price(band: Band | null): string;
}

/** Bands over 24 hours of local time, one strip for each kind of day; dearer is brighter and taller. */
export function DayStrips(props: { bands: readonly Band[]; words: BandWords; widthPx?: number }) {
  const { bands, words, widthPx = 480 } = props;
  const wordDays = useDayWords();
  const kinds = useMemo(() => findDayKinds(bands), [bands]);
  if (bands.length === 0) return null;
  return (
    <div className="grid gap-1">
      {kinds.map(({ weekdays, months, pieces }) => (
        <figure key={`${weekdays} ${months}`} className="grid gap-0.5">
          <figcaption className="text-xs text-faint">{wordDays(weekdays, months)}</figcaption>
          <DayStrip pieces={pieces} words={words} widthPx={widthPx} />
        </figure>
      ))}
    </div>
  );
}

function DayStrip(props: { pieces: readonly DayPiece[]; words: BandWords; widthPx: number }) {
  const { pieces, words, widthPx } = props;
  const most = Math.max(1e-9, ...pieces.map(({ band }) => Number(band?.factor ?? 1)));
  const say = ({ band }: DayPiece) => `${words.name(band)} ${words.price(band)}`.trim();
  const label = pieces
    .map((piece) => `${clock(piece.fromMinute)}\u2013${clock(piece.toMinute)} ${say(piece)}`)
    .join(", ");
  return (
    <svg
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      width={widthPx}
      height={heightPx}
      className="max-w-full"
      role="img"
      aria-label={label}
    >
      {pieces.map((piece) => {
        const x = (piece.fromMinute / 1440) * widthPx;
        const width = ((piece.toMinute - piece.fromMinute) / 1440) * widthPx;
        const height = lowPx + (Number(piece.band?.factor ?? 1) / most) * (barPx - lowPx);
        const text = [say(piece), words.name(piece.band)].find((each) => widthOf(each) + 8 < width);
        return (
          <g key={piece.fromMinute}>
            <rect
              x={x}
              y={barPx - height}
              width={Math.max(0, width - 1)}
              height={height}
              fill={piece.band ? "var(--bar-busy)" : "var(--bar)"}
            />
            {text && (
              <text x={x + 5} y={barPx - 5} fontSize={11} fill="var(--ink)">
                {text}
              </text>
            )}
          </g>
        );
      })}
      {hours.map((hour) => (
        <text
          key={hour}
          x={(hour / 24) * widthPx}
          y={heightPx - 3}
          fontSize={10}
          textAnchor={hour === 0 ? "start" : hour === 24 ? "end" : "middle"}
          fill="var(--ink-faint)"
        >
          {clock(hour * 60)}
        </text>
      ))}
    </svg>
  );
}

/** About as wide as the text is drawn: signs of Chinese take nearly twice the room of Latin ones. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 11 : 6.4), 0);
}
