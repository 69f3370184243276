import type { RackPlace } from "@aidc/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import type { RackLayout } from "../../../ui/rack-map/layout-racks.ts";
import type { ElementSize } from "../../../ui/use-element-size.ts";
import { floorMetrics } from "./floor-looks.ts";
import type { FloorMove, FloorPart, FloorView } from "./floor-view.ts";
import { panStep, zoomStep } from "./use-floor-gestures.ts";

const route = getRouteApi("/ops/racks");

const pans = [
  { id: "floor.pan.left", sign: "\u2190", x: panStep, y: 0 },
  { id: "floor.pan.up", sign: "\u2191", x: 0, y: panStep },
  { id: "floor.pan.down", sign: "\u2193", x: 0, y: -panStep },
  { id: "floor.pan.right", sign: "\u2192", x: -panStep, y: 0 },
] as const;

/** What the map shows, and a button for everything that a drag or the wheel does. */
export function FloorTools(props: {
  places: readonly RackPlace[];
  layout: RackLayout;
  size: ElementSize;
  view: FloorView;
  mostScale: number;
  onMove: Move;
}) {
  const { places, layout, size, view, mostScale, onMove } = props;
  const intl = useIntl();
  const navigate = route.useNavigate();
  const { metric = "power" } = route.useSearch();
  const halls = useMemo(() => partsOfHalls(places, layout, size), [places, layout, size]);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Choice
        label={intl.formatMessage({ id: "floor.by" })}
        value={metric}
        options={floorMetrics.map((value) => ({
          value,
          text: intl.formatMessage({ id: `floor.by.${value}` }),
        }))}
        onChange={(value) => void navigate({ search: (before) => ({ ...before, metric: value }) })}
      />
      {halls.length > 1 && <HallChoice halls={halls} onMove={onMove} />}
      <MoveButtons view={view} mostScale={mostScale} onMove={onMove} />
    </div>
  );
}

type Move = (move: FloorMove) => void;
interface HallPart {
  readonly name: string;
  readonly part: FloorPart;
}

function HallChoice({ halls, onMove }: { halls: readonly HallPart[]; onMove: Move }) {
  const intl = useIntl();
  return (
    <select
      className="min-h-8 max-w-72 rounded border border-rule bg-panel px-2 text-sm"
      aria-label={intl.formatMessage({ id: "floor.hall" })}
      value=""
      onChange={({ target }) => {
        const hall = halls[Number(target.value)];
        if (hall) onMove({ kind: "show", part: hall.part });
      }}
    >
      <option value="" disabled={true}>
        {intl.formatMessage({ id: "floor.hall" })}
      </option>
      {halls.map(({ name }, index) => (
        <option key={name} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** For every drag and every turn of the wheel a button. */
function MoveButtons({ view, mostScale, onMove }: { view: FloorView; mostScale: number; onMove: Move }) {
  const intl = useIntl();
  const text = (id: "floor.zoom.in" | "floor.zoom.out" | "floor.fit") => intl.formatMessage({ id });
  return (
    <div className="ml-auto flex items-center gap-1">
      {pans.map(({ id, sign, x, y }) => (
        <Button
          key={id}
          aria-label={intl.formatMessage({ id })}
          title={intl.formatMessage({ id })}
          disabled={view.scale === 1}
          onClick={() => onMove({ kind: "pan", x, y })}
        >
          {sign}
        </Button>
      ))}
      <Button
        aria-label={text("floor.zoom.out")}
        title={text("floor.zoom.out")}
        disabled={view.scale === 1}
        onClick={() => onMove({ kind: "zoom", factor: 1 / zoomStep })}
      >
        {"\u2212"}
      </Button>
      <Button
        aria-label={text("floor.zoom.in")}
        title={text("floor.zoom.in")}
        disabled={view.scale >= mostScale}
        onClick={() => onMove({ kind: "zoom", factor: zoomStep })}
      >
        +
      </Button>
      <Button disabled={view.scale === 1} onClick={() => onMove({ kind: "fit" })}>
        {text("floor.fit")}
      </Button>
    </div>
  );
}

/** Where the halls lie, in shares of the floor. */
function partsOfHalls(places: readonly RackPlace[], { cells }: RackLayout, { width, height }: ElementSize) {
  const bounds = new Map<
    string,
    { name: string; left: number; top: number; right: number; bottom: number }
  >();
  for (const [index, { hall, hallName }] of places.entries()) {
    const cell = cells[index];
    if (!cell || width === 0 || height === 0) continue;
    const before = bounds.get(hall);
    bounds.set(hall, {
      name: hallName,
      left: Math.min(before?.left ?? cell.x, cell.x),
      top: Math.min(before?.top ?? cell.y, cell.y),
      right: Math.max(before?.right ?? 0, cell.x + cell.width),
      bottom: Math.max(before?.bottom ?? 0, cell.y + cell.height),
    });
  }
  return [...bounds.values()]
    .map(
      ({ name, left, top, right, bottom }): HallPart => ({
        name,
        part: {
          x: left / width,
          y: top / height,
          width: (right - left) / width,
          height: (bottom - top) / height,
        },
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}
