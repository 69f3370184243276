import { useEffect, useState } from "react";

const showAfterMs = 150;

/** The place of what is still coming. Nothing is drawn for the first 150 ms: most answers are quicker. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), showAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      className={`skeleton rounded ${isShown ? "" : "invisible"}`}
      style={{ height: `${lines * 2.25}rem` }}
      aria-busy="true"
      role="status"
    />
  );
}
