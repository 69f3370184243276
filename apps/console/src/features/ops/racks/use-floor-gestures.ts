import type { KeyboardEvent, PointerEvent } from "react";
import { useCallback, useRef } from "react";
import type { ElementSize } from "../../../ui/use-element-size.ts";
import type { FloorMove } from "./floor-view.ts";

/** A hand that moves less than this clicks. */
const dragFromPx = 5;
export const zoomStep = 1.5;
export const panStep = 0.2;

const keys: Readonly<Record<string, FloorMove>> = {
  "+": { kind: "zoom", factor: zoomStep },
  "=": { kind: "zoom", factor: zoomStep },
  "-": { kind: "zoom", factor: 1 / zoomStep },
  "0": { kind: "fit" },
};
const shiftKeys: Readonly<Record<string, FloorMove>> = {
  ArrowLeft: { kind: "pan", x: panStep, y: 0 },
  ArrowRight: { kind: "pan", x: -panStep, y: 0 },
  ArrowUp: { kind: "pan", x: 0, y: panStep },
  ArrowDown: { kind: "pan", x: 0, y: -panStep },
};

/** Drag and wheel, and the keys that do the same. */
export function useFloorGestures(size: ElementSize, move: (move: FloorMove) => void) {
  const hand = useRef<{ x: number; y: number; isDragging: boolean } | null>(null);
  const wasDragged = useRef(false);
  const wheel = useWheel(move);
  const handlers = {
    onPointerDown({ button, clientX, clientY }: PointerEvent) {
      wasDragged.current = false;
      if (button === 0) hand.current = { x: clientX, y: clientY, isDragging: false };
    },
    onPointerMove({ clientX, clientY, pointerId, currentTarget }: PointerEvent) {
      const before = hand.current;
      if (!before) return;
      const [x, y] = [clientX - before.x, clientY - before.y];
      if (!before.isDragging && Math.hypot(x, y) < dragFromPx) return;
      if (!before.isDragging) currentTarget.setPointerCapture(pointerId);
      wasDragged.current = true;
      hand.current = { x: clientX, y: clientY, isDragging: true };
      move({ kind: "pan", x: x / size.width, y: y / size.height });
    },
    onPointerUp({ currentTarget }: PointerEvent<HTMLElement>) {
      if (hand.current?.isDragging) focusStop(currentTarget);
      hand.current = null;
    },
    onPointerCancel() {
      hand.current = null;
    },
  };
  return {
    wheel,
    handlers,
    /** Whether the press that just ended was a drag. */
    wasDragged,
    /** @returns whether the key moved the floor */
    press(event: KeyboardEvent): boolean {
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      const step = event.shiftKey ? (shiftKeys[event.key] ?? keys[event.key]) : keys[event.key];
      if (!step) return false;
      event.preventDefault();
      move(step);
      return true;
    },
  };
}

/** A press beside the racks takes the focus from them; after the drag the keys go on moving the floor. */
function focusStop(map: HTMLElement): void {
  map.querySelector<HTMLElement | SVGElement>('[tabindex="0"]')?.focus({ preventScroll: true });
}

/** @returns a ref for the element whose wheel zooms at the pointer */
function useWheel(move: (move: FloorMove) => void) {
  // React listens to wheels passively, and then the page would scroll as well.
  return useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      const hear = (event: WheelEvent) => {
        event.preventDefault();
        const box = element.getBoundingClientRect();
        move({
          kind: "zoom",
          factor: Math.exp(-event.deltaY * (event.deltaMode === 0 ? 0.0015 : 0.05)),
          atX: (event.clientX - box.left) / box.width,
          atY: (event.clientY - box.top) / box.height,
        });
      };
      element.addEventListener("wheel", hear, { passive: false });
      return () => element.removeEventListener("wheel", hear);
    },
    [move],
  );
}
