import type { KeyboardEvent, PointerEvent } from "react";
import { useEffect, useMemo, useRef } from "react";
import { useIntl } from "react-intl";
import { useThemeChoice } from "../../../ui/theme/theme-provider.tsx";
import type { FloorDrawing } from "./floor-scene.ts";
import { cellInBox } from "./floor-scene.ts";
import { paintFloor, readInks } from "./paint-floor.ts";
import { useRackWords } from "./rack-words.ts";

/**
 * The floor as one picture, for more racks than a browser has elements for. What it shows is a list with one active
 * entry to who cannot see it, and every rack stands in the list view.
 */
export function FloorCanvas({ scene, onShow, onOpen, onKey }: FloorDrawing) {
  const { places, layout, size, byBoard, stop } = scene;
  const intl = useIntl();
  const { facts } = useRackWords();
  const { theme } = useThemeChoice();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !canvas.current) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = Math.round(size.width * ratio);
    canvas.current.height = Math.round(size.height * ratio);
    context.scale(ratio, ratio);
    paintFloor(context, scene, readInks(canvas.current, theme));
  }, [scene, size, theme]);
  const stopRow = useMemo(() => [...byBoard.values()].find(({ id }) => id === stop), [byBoard, stop]);
  const rackUnder = ({ clientX, clientY, currentTarget }: PointerEvent | React.MouseEvent) => {
    const box = currentTarget.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const index = layout.cells.findIndex((cell) => {
      const at = cellInBox(scene, cell);
      return x >= at.x && x < at.x + at.width && y >= at.y && y < at.y + at.height;
    });
    return places[index]?.id ?? null;
  };
  const label = intl.formatMessage({ id: "floor.label" }, { count: places.length });
  return (
    <div
      className="absolute inset-0 cursor-pointer"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={stopRow ? activeId : undefined}
      onPointerMove={(event) => {
        const rack = rackUnder(event);
        if (rack !== null && rack !== stop) onShow(rack);
      }}
      onClick={(event) => {
        const rack = rackUnder(event);
        if (rack !== null) onOpen(rack);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "Enter" && stop !== null) onOpen(stop);
        else onKey(event);
      }}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      {stopRow && (
        <div id={activeId} role="option" tabIndex={-1} aria-selected="true" className="sr-only">
          {facts(stopRow)}
        </div>
      )}
    </div>
  );
}

const activeId = "floor-active-rack";
