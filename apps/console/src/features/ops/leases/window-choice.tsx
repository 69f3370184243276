import type { WindowMs } from "@aidc/contract";
import { ChevronLeft, ChevronRight, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { panWindow, readWindow, writeWindow, zoomWindow } from "./time-scale.ts";
import type { LeaseBook } from "./use-leases.ts";
import { spans, windowOfSpan } from "./use-timeline-window.ts";

const dateLook = "min-h-8 rounded border border-rule bg-panel px-1.5 text-sm";

/** What the timeline shows, by buttons and by dates: everything the pointer and the keys can do. */
export function WindowChoice(props: {
  window: WindowMs;
  book: LeaseBook;
  nowMs: number;
  timeZone: string;
  onWindow: (window: WindowMs) => void;
}) {
  const { window, book, nowMs, timeZone, onWindow } = props;
  const intl = useIntl();
  const { from, to } = writeWindow(window, timeZone);
  const dates = (changed: { from?: string; to?: string }) => {
    const next = readWindow(changed.from ?? from, changed.to ?? to, timeZone);
    if (next) onWindow(next);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="inline-flex rounded border border-rule p-0.5">
        {spans.map((span) => (
          <button
            key={span}
            type="button"
            className="min-h-7 rounded-sm px-2.5 text-sm text-soft hover:text-ink"
            onClick={() => onWindow(windowOfSpan(span, book, nowMs, timeZone))}
          >
            {intl.formatMessage({ id: `desk.span.${span}` })}
          </button>
        ))}
      </div>
      <input
        type="date"
        className={dateLook}
        aria-label={intl.formatMessage({ id: "desk.column.from" })}
        value={from}
        onChange={({ target }) => dates({ from: target.value })}
      />
      <input
        type="date"
        className={dateLook}
        aria-label={intl.formatMessage({ id: "desk.column.to" })}
        value={to}
        onChange={({ target }) => dates({ to: target.value })}
      />
      <Tool says="desk.window.earlier" onClick={() => onWindow(panWindow(window, -0.25, timeZone))}>
        <ChevronLeft className="size-4" aria-hidden="true" />
      </Tool>
      <Tool says="desk.window.later" onClick={() => onWindow(panWindow(window, 0.25, timeZone))}>
        <ChevronRight className="size-4" aria-hidden="true" />
      </Tool>
      <Tool says="desk.window.closer" onClick={() => onWindow(zoomWindow(window, 0.5, nowMs, timeZone))}>
        <Plus className="size-4" aria-hidden="true" />
      </Tool>
      <Tool says="desk.window.farther" onClick={() => onWindow(zoomWindow(window, 2, nowMs, timeZone))}>
        <Minus className="size-4" aria-hidden="true" />
      </Tool>
    </div>
  );
}

function Tool(props: {
  says: "desk.window.earlier" | "desk.window.later" | "desk.window.closer" | "desk.window.farther";
  onClick: () => void;
  children: ReactNode;
}) {
  const intl = useIntl();
  const name = intl.formatMessage({ id: props.says });
  return (
    <Button className="px-1.5" aria-label={name} title={name} onClick={props.onClick}>
      {props.children}
    </Button>
  );
}
