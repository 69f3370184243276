import type { RefCallback } from "react";
import { useCallback, useState } from "react";

export interface ElementSize {
  readonly width: number;
  readonly height: number;
  /** Type size at the element, CSS px. */
  readonly emPx: number;
}

/** @returns a ref, and the size of the element that carries it; zeros until it has been measured */
export function useElementSize<E extends Element>(): [RefCallback<E>, ElementSize] {
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0, emPx: 16 });
  const ref = useCallback((element: E | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      const emPx = Number.parseFloat(getComputedStyle(element).fontSize) || 16;
      setSize((before) =>
        before.width === width && before.height === height && before.emPx === emPx
          ? before
          : { width, height, emPx },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
