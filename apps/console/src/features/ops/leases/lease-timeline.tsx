import type { Lease, WindowMs } from "@aidc/contract";
import type { OpenInterval } from "@aidc/domain";
import { intervalOf } from "@aidc/domain";
import type { KeyboardEvent } from "react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { useElementSize } from "../../../ui/use-element-size.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { CapacityStrip, CapacityWords } from "./capacity-strip.tsx";
import { moveBar } from "./move-bar.ts";
import { panWindow, placeAt, reachInterval, ticksOver, zoomWindow } from "./time-scale.ts";
import { axisPx, TimelineAxis } from "./timeline-axis.tsx";
import { barId } from "./timeline-bar.tsx";
import type { TimelineRow } from "./timeline-model.ts";
import { layoutTimeline } from "./timeline-model.ts";
import { TimelineLabels, TimelinePlot } from "./timeline-rows.tsx";
import { useBarWords } from "./use-bar-words.ts";
import type { LeaseBook } from "./use-leases.ts";
import { useTenantName } from "./use-leases.ts";

const overscanPx = 120;
/** A fifth of the page, so that names are read where there is room, and bars where there is little. */
const labelsIn = (widthPx: number) => Math.round(Math.min(360, Math.max(232, widthPx / 5)));

/**
 * Leases as bars over time, by tenant and contract. One tab stop; arrow keys go from bar to bar, plus and minus zoom,
 * shift with an arrow pans. Only the rows in sight exist, so some hundreds of leases stay quick.
 */
export function LeaseTimeline(props: {
  book: LeaseBook;
  /** What the search leaves. */
  leases: readonly Lease[];
  window: WindowMs;
  nowMs: number;
  openId: string | undefined;
  onWindow: (window: WindowMs) => void;
  onOpen: (id: string) => void;
}) {
  const { book, leases, window, nowMs, openId, onWindow, onOpen } = props;
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const nameOf = useTenantName();
  const rows = useMemo(() => layoutTimeline(leases, book.assignments, nameOf), [leases, book, nameOf]);
  const [outer, { width }] = useElementSize<HTMLDivElement>();
  const labelPx = labelsIn(width);
  const widthPx = Math.max(200, Math.floor(width) - labelPx - 14);
  const ticks = useMemo(() => ticksOver(window, widthPx, timeZone), [window, widthPx, timeZone]);
  const { scroll, seen, onScroll } = useScrolled();
  const { current, setCurrent, press } = useBarFocus({ rows, window, nowMs, onWindow, scroll });
  const shown = leases.find(({ id }) => id === current) ?? null;
  const last = rows.at(-1);
  const heightPx = last ? last.y + last.height : 0;
  const visible = rows.filter((row) => isSeen(row, seen) || holdsLease(row, current));
  const stop = current ?? firstSeen(rows, window);
  const nowX = placeAt(nowMs, window, widthPx);
  const words = useBarWords();
  return (
    <div className="grid gap-1">
      <Readout text={shown && words.facts(shown, book, nowMs)} />
      <div ref={outer} className="border-t border-rule">
        <div className="grid" style={{ gridTemplateColumns: `${labelPx}px ${widthPx}px` }}>
          <CapacityWords leases={book.leases} window={window} nowMs={nowMs} />
          <CapacityStrip leases={book.leases} window={window} widthPx={widthPx} />
          <span style={{ height: axisPx }} />
          <TimelineAxis window={window} widthPx={widthPx} ticks={ticks} nowMs={nowMs} onShow={onWindow} />
        </div>
        <section
          ref={scroll}
          onScroll={onScroll}
          aria-label={intl.formatMessage({ id: "desk.timeline.label" })}
          className="max-h-[calc(100vh-20rem)] min-h-40 overflow-y-auto border-y border-rule"
        >
          <div className="relative" style={{ height: heightPx }}>
            <TimelineLabels rows={visible} widthPx={labelPx} />
            <TimelinePlot
              {...{ rows: visible, window, widthPx, heightPx, ticks, nowMs, nowX, openId, stop, words }}
              leftPx={labelPx}
              onOpen={onOpen}
              onShow={setCurrent}
              onKey={press}
            />
          </div>
        </section>
      </div>
    </div>
  );
}

function isSeen({ y, height }: TimelineRow, seen: { top: number; height: number }): boolean {
  return y + height >= seen.top - overscanPx && y <= seen.top + seen.height + overscanPx;
}

/** What has the focus stays in the page, wherever the rows have been scrolled. */
function holdsLease(row: TimelineRow, lease: string | null): boolean {
  return row.kind === "contract" && row.leases.some(({ id }) => id === lease);
}

function Readout({ text }: { text: string | null }) {
  const intl = useIntl();
  return (
    <p role="status" className="min-h-6 truncate text-sm">
      {text ?? <span className="text-faint">{intl.formatMessage({ id: "desk.timeline.hint" })}</span>}
    </p>
  );
}

function firstSeen(rows: readonly TimelineRow[], window: WindowMs): string | null {
  const leases = rows.flatMap((row) => (row.kind === "contract" ? row.leases : []));
  const seen = leases.find(
    ({ from, to }) => Date.parse(from) < window.toMs && (to === null || Date.parse(to) > window.fromMs),
  );
  return (seen ?? leases[0])?.id ?? null;
}

function useScrolled() {
  const scroll = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(() => ({ top: 0, height: globalThis.innerHeight }));
  const onScroll = () => {
    const element = scroll.current;
    if (element) setSeen({ top: element.scrollTop, height: element.clientHeight });
  };
  return { scroll, seen, onScroll };
}

function useBarFocus(props: {
  rows: readonly TimelineRow[];
  window: WindowMs;
  nowMs: number;
  onWindow: (window: WindowMs) => void;
  scroll: { readonly current: HTMLElement | null };
}) {
  const { rows, window, nowMs, onWindow, scroll } = props;
  const { timeZone } = useOpsCenter();
  const [current, setCurrent] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current || current === null) return;
    const bar = document.getElementById(barId(current));
    // Outside the window it is drawn only once the window has moved; the next effect finds it.
    if (!bar) return;
    wantsFocus.current = false;
    const row = rows.find((each) => holdsLease(each, current));
    const box = scroll.current;
    if (row && box && (row.y < box.scrollTop || row.y + row.height > box.scrollTop + box.clientHeight))
      box.scrollTop = row.y - box.clientHeight / 2;
    bar.focus({ preventScroll: true });
  });
  const press = (event: KeyboardEvent) => {
    const next = keyToWindow(event, window, nowMs, timeZone);
    if (next) {
      event.preventDefault();
      onWindow(next);
      return;
    }
    const lease = moveBar(rows, current ?? firstSeen(rows, window), event.key, window);
    if (lease === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    setCurrent(lease);
    const moved = reachInterval(intervalOfLease(rows, lease), window, timeZone);
    if (moved) onWindow(moved);
  };
  return { current, setCurrent, press };
}

function intervalOfLease(rows: readonly TimelineRow[], id: string): OpenInterval {
  const leases = rows.flatMap((row) => (row.kind === "contract" ? row.leases : []));
  const lease = leases.find((each) => each.id === id);
  return lease ? intervalOf(lease) : { fromMs: 0, toMs: null };
}

function keyToWindow(
  event: KeyboardEvent,
  window: WindowMs,
  nowMs: number,
  timeZone: string,
): WindowMs | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "+" || event.key === "=") return zoomWindow(window, 0.5, nowMs, timeZone);
  if (event.key === "-" || event.key === "\u2212") return zoomWindow(window, 2, nowMs, timeZone);
  if (event.shiftKey && event.key === "ArrowLeft") return panWindow(window, -0.25, timeZone);
  return event.shiftKey && event.key === "ArrowRight" ? panWindow(window, 0.25, timeZone) : null;
}
