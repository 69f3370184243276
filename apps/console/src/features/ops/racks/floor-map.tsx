import type { RackPlace } from "@aidc/contract";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { KeyboardEvent, RefCallback, RefObject } from "react";
import { useCallback, useMemo, useState } from "react";
import { useElementSize } from "../../../ui/use-element-size.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { usePictureIsOld } from "../use-picture-is-old.ts";
import { FloorCanvas } from "./floor-canvas.tsx";
import { moveFocus, readLines } from "./floor-lines.ts";
import { FloorReadout } from "./floor-readout.tsx";
import type { FloorScene } from "./floor-scene.ts";
import { layoutFloor } from "./floor-scene.ts";
import { FloorSvg } from "./floor-svg.tsx";
import { FloorTools } from "./floor-tools.tsx";
import type { FloorMove } from "./floor-view.ts";
import type { RackRow } from "./rack-row.ts";
import { useFloorGestures } from "./use-floor-gestures.ts";
import { useFloorView } from "./use-floor-view.ts";

const route = getRouteApi("/ops/racks");

/** Above this a browser draws a canvas faster than elements. Source: measured, architecture "Decisions". */
const svgUpTo = 1500;
/** A rack needs to be no wider than this. */
const widestPx = 150;

/**
 * The floor at a desk: pan and zoom by drag, wheel, buttons and keys; one tab stop, and the same facts on hover as on
 * focus. The same rows stand in the list beside it.
 * @param places every rack, so that the floor keeps its shape whatever is searched
 * @param rows of the racks that fit the search
 */
export function FloorMap({ places, rows }: { places: readonly RackPlace[]; rows: readonly RackRow[] }) {
  const { metric = "power" } = route.useSearch();
  const center = useOpsCenter();
  const isOld = usePictureIsOld();
  const [box, size] = useElementSize<HTMLDivElement>();
  const layout = useMemo(() => layoutFloor(places, size), [places, size]);
  const mostScale = Math.max(1, widestPx / (layout.cells[0]?.width ?? widestPx));
  const { view, move } = useFloorView(mostScale);
  const gestures = useFloorGestures(size, move);
  const boxAndWheel = useBothRefs(box, gestures.wheel);
  const byBoard = useMemo(() => new Map(rows.map((row) => [row.board, row])), [rows]);
  const [current, setCurrent] = useState<string | null>(null);
  const stop = current ?? rows[0]?.id ?? null;
  const open = useOpenRack(center.id, gestures.wasDragged);
  const walk = useFloorWalk({ places, layout, size }, move);
  const press = (event: KeyboardEvent): string | null => {
    const next = gestures.press(event) ? null : walk(stop, event);
    if (next !== null) setCurrent(next);
    return next;
  };
  const scene: FloorScene = { places, layout, size, view, metric, byBoard, stop };
  const Drawing = places.length <= svgUpTo ? FloorSvg : FloorCanvas;
  return (
    <div className="grid gap-3">
      <FloorTools
        places={places}
        layout={layout}
        size={size}
        view={view}
        mostScale={mostScale}
        onMove={move}
      />
      <FloorReadout
        row={rows.find(({ id }) => id === stop) ?? null}
        metric={metric}
        isPointed={current !== null}
      />
      <div
        ref={boxAndWheel}
        className={`relative h-[calc(100vh-16rem)] min-h-96 touch-none overflow-hidden border border-rule bg-panel ${isOld ? "opacity-50" : ""}`}
        {...gestures.handlers}
      >
        {size.width > 0 && (
          <Drawing
            scene={scene}
            hrefOf={(rack) => `/ops/racks/${encodeURIComponent(center.id)}/${encodeURIComponent(rack)}`}
            onShow={setCurrent}
            onOpen={open}
            onKey={press}
          />
        )}
      </div>
    </div>
  );
}

/** @returns what an arrow key does: the rack it leads to, which comes into sight; null where it leads nowhere */
function useFloorWalk(
  { places, layout, size }: Pick<FloorScene, "places" | "layout" | "size">,
  move: (move: FloorMove) => void,
) {
  const lines = useMemo(
    () =>
      readLines(
        layout.cells,
        places.map(({ id }) => id),
      ),
    [layout, places],
  );
  return (from: string | null, event: KeyboardEvent): string | null => {
    const next = moveFocus(lines, from, event.key);
    const cell = layout.cells[places.findIndex(({ id }) => id === next)];
    if (next === null || !cell) return null;
    event.preventDefault();
    const part = {
      x: cell.x / size.width,
      y: cell.y / size.height,
      width: cell.width / size.width,
      height: cell.height / size.height,
    };
    move({ kind: "reveal", part });
    return next;
  };
}

/** A drag that ends on a rack does not open it. */
function useOpenRack(centerId: string, wasDragged: RefObject<boolean>) {
  const navigate = useNavigate();
  return useCallback(
    (rack: string) => {
      if (wasDragged.current) return;
      void navigate({ to: "/ops/racks/$center/$rack", params: { center: centerId, rack } });
    },
    [navigate, centerId, wasDragged],
  );
}

/** One element, two that look at it. */
function useBothRefs<E extends Element>(first: RefCallback<E>, second: RefCallback<E>) {
  return useCallback(
    (element: E | null) => {
      const leaves = [first(element), second(element)];
      return () => {
        for (const leave of leaves) leave?.();
      };
    },
    [first, second],
  );
}
