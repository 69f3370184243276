import type { WindowMs } from "@aidc/contract";
import type { PointerEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { Tick } from "../../../ui/format/time.ts";
import { showTick } from "../../../ui/format/time.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { placeAt, wholeDays } from "./time-scale.ts";
import { barType } from "./timeline-bar.tsx";

export const axisPx = 26;
const dragFromPx = 6;

/** Days, months or years; a stretch that is drawn with the pointer becomes what is seen. */
export function TimelineAxis(props: {
  window: WindowMs;
  widthPx: number;
  ticks: readonly Tick[];
  nowMs: number;
  onShow: (window: WindowMs) => void;
}) {
  const { window, widthPx, ticks, nowMs, onShow } = props;
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const { drag, handlers } = useRangeDrag(window, widthPx, timeZone, onShow);
  const nowX = placeAt(nowMs, window, widthPx);
  return (
    <svg
      width={widthPx}
      height={axisPx}
      className="block cursor-col-resize touch-none select-none"
      role="img"
      aria-label={intl.formatMessage({ id: "desk.timeline.axis" })}
      {...handlers}
    >
      <rect width={widthPx} height={axisPx} fill="transparent" />
      {drag && <rect x={drag.fromPx} width={drag.toPx - drag.fromPx} height={axisPx} fill="var(--bar)" />}
      {ticks.map((tick) => (
        <g key={tick.atMs} transform={`translate(${placeAt(tick.atMs, window, widthPx)} 0)`}>
          <path d={`M0 ${axisPx - 5}v5`} stroke="var(--ink-faint)" />
          <text x={3} y={axisPx - 9} style={{ fontSize: barType }} fill="var(--ink-faint)">
            {showTick(tick, timeZone, intl.locale)}
          </text>
        </g>
      ))}
      {nowX >= 0 && nowX <= widthPx && (
        <path d={`M${nowX} ${axisPx}l-5 -7h10z`} fill="var(--ink)" data-now="" />
      )}
    </svg>
  );
}

function useRangeDrag(
  window: WindowMs,
  widthPx: number,
  timeZone: string,
  onShow: (window: WindowMs) => void,
) {
  const [ends, setEnds] = useState<readonly [number, number] | null>(null);
  const at = (event: PointerEvent<SVGSVGElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const drag = ends && { fromPx: Math.min(...ends), toPx: Math.max(...ends) };
  const timeAt = (px: number) => window.fromMs + (px / widthPx) * (window.toMs - window.fromMs);
  const handlers = {
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
      setEnds([at(event), at(event)]);
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      if (ends) setEnds([ends[0], at(event)]);
    },
    onPointerUp() {
      setEnds(null);
      if (!drag || drag.toPx - drag.fromPx < dragFromPx) return;
      onShow(wholeDays({ fromMs: timeAt(drag.fromPx), toMs: timeAt(drag.toPx) }, timeZone));
    },
  };
  return { drag, handlers };
}
