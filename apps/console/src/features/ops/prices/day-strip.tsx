import type { PriceRule } from "@aidc/contract";
import { formatUnitPrice, unitPriceOf } from "@aidc/domain";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { showPrice } from "../../../ui/format/money.ts";
import type { DayPiece } from "./day-bands.ts";
import { findDayKinds } from "./day-bands.ts";
import { usePriceWords } from "./use-price-words.ts";

const widthPx = 480;
const barPx = 30;
/** Room for the words of the cheapest band. */
const lowPx = 17;
const heightPx = barPx + 16;
const hours = [0, 6, 12, 18, 24];
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** A rule's bands over 24 hours of local time, one strip for each kind of day; dearer is brighter and taller. */
export function DayStrips({ rule, currency }: { rule: PriceRule; currency: string }) {
  const words = usePriceWords();
  const kinds = useMemo(() => ("bands" in rule ? findDayKinds(rule.bands) : []), [rule]);
  if (!("bands" in rule) || rule.bands.length === 0) return null;
  return (
    <div className="grid gap-1">
      {kinds.map(({ weekdays, months, pieces }) => (
        <figure key={`${weekdays} ${months}`} className="grid gap-0.5">
          <figcaption className="text-xs text-faint">{words.days(weekdays, months)}</figcaption>
          <DayStrip rule={rule} pieces={pieces} currency={currency} />
        </figure>
      ))}
    </div>
  );
}

function DayStrip(props: { rule: PriceRule; pieces: readonly DayPiece[]; currency: string }) {
  const { rule, pieces, currency } = props;
  const intl = useIntl();
  const most = Math.max(1e-9, ...pieces.map(({ band }) => Number(band?.factor ?? 1)));
  const priceOf = (piece: DayPiece) =>
    showPrice(trimZeros(formatUnitPrice(unitPriceOf(rule, piece.band))), currency, intl.locale);
  const label = pieces
    .map(
      (piece) =>
        `${clock(piece.fromMinute)}\u2013${clock(piece.toMinute)} ${piece.band?.id ?? ""} ${priceOf(piece)}`,
    )
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
        const text = piece.band ? `${piece.band.id} ${priceOf(piece)}` : priceOf(piece);
        return (
          <g key={piece.fromMinute}>
            <rect
              x={x}
              y={barPx - height}
              width={Math.max(0, width - 1)}
              height={height}
              fill={piece.band ? "var(--bar-busy)" : "var(--bar)"}
            />
            {text.length * 6.4 + 8 < width && (
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

/** A product of a price and a factor has more digits than anybody reads, most of them zeros. */
function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
