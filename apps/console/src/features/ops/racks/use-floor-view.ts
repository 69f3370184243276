import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { FloorMove, FloorView } from "./floor-view.ts";
import { moveFloor, readView, writeView } from "./floor-view.ts";

const route = getRouteApi("/ops/racks");
/** The address follows when the hand rests. */
const restMs = 400;

/** What of the floor is in sight: moved at once, and kept in the address. */
export function useFloorView(mostScale: number): { view: FloorView; move: (move: FloorMove) => void } {
  const { sight } = route.useSearch();
  const navigate = route.useNavigate();
  const [view, dispatch] = useReducer(
    (before: FloorView, next: { move: FloorMove; mostScale: number } | { view: FloorView }) =>
      "view" in next ? next.view : moveFloor(before, next.move, next.mostScale),
    sight,
    readView,
  );
  const written = useRef(sight);
  useEffect(() => {
    // Somebody else changed the address: back, or a link.
    if (written.current === sight) return;
    written.current = sight;
    dispatch({ view: readView(sight) });
  }, [sight]);
  useEffect(() => {
    const next = writeView(view);
    if (next === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = next;
      void navigate({ search: (before) => ({ ...before, sight: next }), replace: true });
    }, restMs);
    return () => clearTimeout(timer);
  }, [view, navigate]);
  const move = useCallback((step: FloorMove) => dispatch({ move: step, mostScale }), [mostScale]);
  return { view, move };
}
