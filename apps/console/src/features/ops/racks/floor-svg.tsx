import type { KeyboardEvent } from "react";
import { memo, useId } from "react";
import { useIntl } from "react-intl";
import type { Rect } from "../../../ui/rack-map/layout-racks.ts";
import { brightnessSteps } from "../../../ui/rack-map/rack-look.ts";
import { useWords } from "../../../ui/use-words.ts";
import type { FloorCell, FloorLook } from "./floor-looks.ts";
import { lookOf, metricValue } from "./floor-looks.ts";
import type { FloorDrawing } from "./floor-scene.ts";
import { namedFromPx, textFor, valuedFromPx } from "./floor-scene.ts";
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
  const press = (event: KeyboardEvent) => {
    const next = onKey(event);
    if (next !== null) document.getElementById(cellId(next))?.focus();
  };
  return (
    <svg
      width={size.width}
      height={size.height}
      className="block select-none"
      role="application"
      aria-label={intl.formatMessage({ id: "floor.label" }, { count: places.length })}
      style={{ fontSize: textPx / scale }}
    >
      <defs>
        <pattern
          id={hatchId}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform={`scale(${1 / scale}) rotate(45)`}
        >
          <rect width={2} height={6} fill="var(--hatch)" />
        </pattern>
      </defs>
      <g transform={`translate(${shiftX} ${shiftY}) scale(${scale})`}>
        {layout.labels.map(({ text, x, y, width, height }) => (
          <text
            key={text}
            x={x}
            y={y + height / 2}
            dominantBaseline="central"
            fill="var(--ink-faint)"
            fontSize={Math.min(14, width / Math.max(1, text.length))}
          >
            {text}
          </text>
        ))}
        {places.map((place, index) => {
          const rect = layout.cells[index];
          const row = byBoard.get(index);
          if (!rect) return null;
          const cell = row ? lookOf(row, metric) : notFound;
          const isValued = row !== undefined && cell.look !== "empty" && widthPx >= valuedFromPx;
          const shown = isValued ? metricValue(row, metric) : null;
          return (
            <Cell
              key={place.id}
              id={place.id}
              href={hrefOf(place.id)}
              rect={rect}
              {...cell}
              isFaint={row === undefined}
              isStop={place.id === stop}
              label={place.id === stop && row ? facts(row) : place.name}
              name={widthPx >= namedFromPx ? place.name : null}
              value={shown && (shown.value === null ? "\u2014" : words.quantity(shown.value, shown.unit))}
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

const notFound: FloorCell = { look: "empty", step: 0, isFaulty: false };
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

const Cell = memo(function Cell(props: {
  id: string;
  href: string;
  rect: Rect;
  look: FloorCell["look"];
  step: number;
  isFaulty: boolean;
  isFaint: boolean;
  isStop: boolean;
  label: string;
  /** Written into the rack; null where there is no room. */
  name: string | null;
  value: string | null;
  /** One pixel of the screen in units of the floor. */
  pixel: number;
  /** Height of the letters, in the same. */
  line: number;
  hatch: string;
  onShow: (id: string) => void;
  onOpen: (id: string) => void;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { id, href, rect, look, step, isFaulty, isFaint, isStop, label, name, value, pixel, line, hatch } =
    props;
  const { x, y, width, height } = rect;
  const mark = marks[look];
  const markPx = Math.min(width, height, 40 * pixel) * 0.28;
  const isBright = look === "scale" && step > brightnessSteps / 2;
  const ink =
    look === "beyond"
      ? "var(--on-critical)"
      : look === "attention"
        ? "var(--on-warning)"
        : isBright
          ? "var(--ground)"
          : "var(--ink)";
  const corner = Math.min(Math.min(width, height) * 0.34, 26 * pixel);
  return (
    <a
      id={cellId(id)}
      href={href}
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      style={{ opacity: isFaint ? 0.25 : 1 }}
      className="cursor-pointer outline-none [&:focus-visible>.ring]:stroke-(--focus) [&:hover>.ring]:stroke-(--ink)"
      onFocus={() => props.onShow(id)}
      onPointerEnter={() => props.onShow(id)}
      onDragStart={(event) => event.preventDefault()}
      onClick={(event) => {
        // Another tab or window is the browser's business.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        props.onOpen(id);
      }}
      onKeyDown={props.onKey}
    >
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
          {name}
        </text>
      )}
      {value !== null && !mark && (
        <text x={x + 0.4 * line} y={y + 2.6 * line} fill={ink}>
          {value}
        </text>
      )}
      <rect {...rect} className="ring" fill="none" strokeWidth={2.5 * pixel} />
    </a>
  );
});

function rampFill(step: number): string {
  return `color-mix(in oklab, var(--rack-high) ${(100 * step) / brightnessSteps}%, var(--rack-low))`;
}
