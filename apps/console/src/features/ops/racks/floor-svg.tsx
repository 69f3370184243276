import type { KeyboardEvent } from "react";
import { memo, useCallback, useId, useRef } from "react";
import { useIntl } from "react-intl";
import { isolate } from "../../../i18n/isolate.ts";
import { fitLabel, fitRackName } from "../../../ui/rack-map/hall-labels.ts";
import type { RackLayout, Rect } from "../../../ui/rack-map/layout-racks.ts";
import { brightnessSteps } from "../../../ui/rack-map/rack-look.ts";
import { SeverityBadge } from "../../../ui/severity-badge.tsx";
import { useWords } from "../../../ui/use-words.ts";
import type { FloorCell, FloorLook } from "./floor-looks.ts";
import { lookOf, metricValue } from "./floor-looks.ts";
import type { FloorDrawing } from "./floor-scene.ts";
import { badgeIn, namedFromPx, textFor, valuedFromPx } from "./floor-scene.ts";
import { useRackWords } from "./rack-words.ts";

/** The floor as elements: each rack can be pointed at and focused. Panning moves one group, not the racks. */
export function FloorSvg({ scene, hrefOf, onShow, onOpen, onKey }: FloorDrawing) {
  const { places, layout, size, view, metric, byBoard, stop } = scene;
  const intl = useIntl();
  const words = useWords();
  const { facts } = useRackWords();
  const hatchId = useId();
  const { scale } = view;
  const shiftX = (0.5 - view.centerX * scale) * size.width;
  const shiftY = (0.5 - view.centerY * scale) * size.height;
  const widthPx = (layout.cells[0]?.width ?? 0) * scale;
  const textPx = textFor(widthPx);
  const press = useFocusAfter(onKey);
  return (
    <svg
      width={size.width}
      height={size.height}
      className="block select-none"
      role="application"
      aria-label={intl.formatMessage({ id: "floor.label" }, { count: places.length })}
      style={{ fontSize: textPx / scale }}
    >
      <Hatch id={hatchId} scale={scale} />
      <g transform={`translate(${shiftX} ${shiftY}) scale(${scale})`}>
        <HallNames labels={layout.labels} mostPx={hallNameEm * size.emPx} />
        {places.map((place, index) => {
          const rect = layout.cells[index];
          const row = byBoard.get(index);
          if (!rect) return null;
          const cell = row ? lookOf(row, metric) : notFound;
          const isValued = row !== undefined && cell.look !== "empty" && widthPx >= valuedFromPx;
          const shown = isValued && !marks[cell.look] ? metricValue(row, metric) : null;
          const drawn = shown && (shown.value === null ? "\u2014" : words.quantity(shown.value, shown.unit));
          return (
            <Cell
              key={place.id}
              id={place.id}
              href={hrefOf(place.id)}
              rect={rect}
              {...cell}
              isFaint={row === undefined}
              isStop={place.id === stop}
              label={nameOf(place.name, drawn, place.id === stop && row ? facts(row) : null)}
              name={widthPx >= namedFromPx ? place.name : null}
              value={drawn}
              pixel={1 / scale}
              line={textPx / scale}
              hatch={`url(#${hatchId})`}
              onShow={onShow}
              onOpen={onOpen}
              onKey={press}
            />
          );
        })}
      </g>
    </svg>
  );
}

/** The same function for every cell and tick, so that a cell that looks as before is not drawn again. */
function useFocusAfter(onKey: FloorDrawing["onKey"]) {
  const latest = useRef(onKey);
  latest.current = onKey;
  return useCallback((event: KeyboardEvent) => {
    const next = latest.current(event);
    if (next !== null) document.getElementById(cellId(next))?.focus();
  }, []);
}

function Hatch({ id, scale }: { id: string; scale: number }) {
  return (
    <defs>
      <pattern
        id={id}
        width={6}
        height={6}
        patternUnits="userSpaceOnUse"
        patternTransform={`scale(${1 / scale}) rotate(45)`}
      >
        <rect width={2} height={6} fill="var(--hatch)" />
      </pattern>
    </defs>
  );
}

const hallNameEm = 0.875;

function HallNames({ labels, mostPx }: Pick<RackLayout, "labels"> & { mostPx: number }) {
  return labels.map(({ text, x, y, width, height }) => {
    const fitted = fitLabel(text, width, mostPx);
    return (
      <text
        key={text}
        x={x}
        y={y + height / 2}
        dominantBaseline="central"
        fill="var(--ink-faint)"
        fontSize={fitted.px}
      >
        {fitted.text}
      </text>
    );
  });
}

const notFound: FloorCell = { look: "empty", step: 0, isFaulty: false, alarm: null };
const cellId = (rack: string) => `rack ${rack}`;

const fills: Readonly<Record<Exclude<FloorLook, "scale">, string>> = {
  plain: "var(--bar)",
  beyond: "var(--critical)",
  attention: "var(--warning)",
  silent: "",
  unknown: "",
  empty: "transparent",
};
const marks: Readonly<Partial<Record<FloorLook, { path: string; fill: string }>>> = {
  beyond: { path: "M0 -1L1 .8H-1z", fill: "var(--on-critical)" },
  attention: { path: "M0 -1L1 0L0 1L-1 0z", fill: "var(--on-warning)" },
  silent: { path: "M0 -1L1 0L0 1L-1 0z", fill: "var(--warning)" },
};

interface CellLook extends FloorCell {
  readonly rect: Rect;
  /** Written into the rack; null where there is no room. */
  readonly name: string | null;
  readonly value: string | null;
  /** One pixel of the screen in units of the floor. */
  readonly pixel: number;
  /** Height of the letters, in the same. */
  readonly line: number;
  readonly hatch: string;
}

/** Begins with what is drawn, so that who speaks to the page may say what they see; the facts follow in words. */
function nameOf(name: string, drawn: string | null, facts: string | null): string {
  return [drawn === null ? isolate(name) : `${isolate(name)} ${drawn}`, facts]
    .filter((part) => part !== null)
    .join(". ");
}

/** The name of the link says it, in words; what is drawn is no second name. */
const unheard = { "aria-hidden": true } as const;

const Cell = memo(function Cell(
  props: CellLook & {
    id: string;
    href: string;
    isFaint: boolean;
    isStop: boolean;
    label: string;
    onShow: (id: string) => void;
    onOpen: (id: string) => void;
    onKey: (event: KeyboardEvent) => void;
  },
) {
  const { id, href, isFaint, isStop, label, onShow, onOpen, onKey, ...look } = props;
  return (
    <a
      id={cellId(id)}
      href={href}
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      style={{ opacity: isFaint ? 0.25 : 1 }}
      className="cursor-pointer outline-none [&:focus-visible>.ring]:stroke-(--focus) [&:hover>.ring]:stroke-(--ink)"
      onFocus={() => onShow(id)}
      onPointerEnter={() => onShow(id)}
      onDragStart={(event) => event.preventDefault()}
      onClick={(event) => {
        // Another tab or window is the browser's business.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(id);
      }}
      onKeyDown={onKey}
    >
      <g {...unheard}>
        <CellPicture {...look} />
      </g>
      <rect {...look.rect} className="ring" fill="none" strokeWidth={2.5 * look.pixel} />
    </a>
  );
});

function CellPicture({ rect, look, step, isFaulty, alarm, name, value, pixel, line, hatch }: CellLook) {
  const { x, y, width, height } = rect;
  const mark = marks[look];
  const markPx = Math.min(width, height, 40 * pixel) * 0.28;
  const corner = Math.min(Math.min(width, height) * 0.34, 26 * pixel);
  const ink = inkOn(look, step);
  const badge = badgeIn(rect, pixel);
  return (
    <>
      <rect
        {...rect}
        fill={look === "scale" ? rampFill(step) : fills[look] || hatch}
        stroke="var(--rule)"
        strokeWidth={pixel}
      />
      {mark && (
        <path
          d={mark.path}
          fill={mark.fill}
          transform={`translate(${x + width / 2} ${y + height * (name === null ? 0.5 : 0.68)}) scale(${markPx})`}
        />
      )}
      {isFaulty && <path d={`M${x + width} ${y}v${corner}l${-corner} ${-corner}z`} fill="var(--critical)" />}
      {name !== null && (
        <text x={x + 0.4 * line} y={y + 1.25 * line} fill={ink} fontWeight={600}>
          {fitRackName(name, width, line)}
        </text>
      )}{" "}
      {value !== null && (
        <text x={x + 0.4 * line} y={y + 2.6 * line} fill={ink}>
          {value}
        </text>
      )}
      {alarm && (
        <g transform={`translate(${badge.x} ${badge.y}) scale(${badge.size / 16})`}>
          <SeverityBadge severity={alarm} />
        </g>
      )}
    </>
  );
}

function inkOn(look: FloorLook, step: number): string {
  if (look === "beyond") return "var(--on-critical)";
  if (look === "attention") return "var(--on-warning)";
  return look === "scale" && step > brightnessSteps / 2 ? "var(--ground)" : "var(--ink)";
}

function rampFill(step: number): string {
  return `color-mix(in oklab, var(--rack-high) ${(100 * step) / brightnessSteps}%, var(--rack-low))`;
}
