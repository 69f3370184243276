import type { Lease, WindowMs } from "@aidc/contract";
import { intervalOf } from "@aidc/domain";
import type { KeyboardEvent } from "react";
import type { LeaseState } from "./lease-state.ts";
import { placeAt } from "./time-scale.ts";
import type { ContractRow } from "./timeline-model.ts";
import { findSeams, stepsOver } from "./timeline-model.ts";

const barTop = 4;
const barPx = 18;
const stripTop = barTop + barPx + 2;
const stripPx = 7;
/** As high as the bar lets it be. */
export const barType = "min(0.72rem, 14px)";
const charPx = 8;

const fills: Readonly<Record<LeaseState, string>> = {
  coming: "var(--track)",
  running: "var(--bar-busy)",
  ending: "var(--bar-busy)",
  ended: "var(--bar-held)",
};

export const barId = (lease: string) => `lease ${lease}`;

/** What lies outside the window is cut a little beyond its edge, so that the bar has no end there. */
function placeLease(lease: Lease, window: WindowMs, widthPx: number) {
  const { fromMs, toMs } = intervalOf(lease);
  const x = Math.max(-4, placeAt(fromMs, window, widthPx));
  const right = toMs === null ? widthPx + 4 : Math.min(widthPx + 4, placeAt(toMs, window, widthPx));
  const isSeen = right > 0 && x < widthPx;
  return { x, right, width: isSeen ? Math.max(3, right - x) : 0, seenX: Math.max(0, x) };
}

/** One interval of a contract as a link; what it says on focus is its name. */
export function TimelineBar(props: {
  lease: Lease;
  state: LeaseState;
  label: string;
  text: string;
  window: WindowMs;
  widthPx: number;
  y: number;
  isStop: boolean;
  isOpen: boolean;
  onOpen: (id: string) => void;
  onShow: (id: string) => void;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { lease, state, label, text, window, widthPx, y, isStop, isOpen, onOpen, onShow, onKey } = props;
  const { x, right, width, seenX } = placeLease(lease, window, widthPx);
  if (width <= 0) return null;
  // On demand is a ceiling that nobody pays for as such: an outline, not a block.
  const isCeiling = lease.terms === "on_demand";
  const fits = text.length * charPx + 10 <= Math.min(right, widthPx) - seenX;
  return (
    <a
      id={barId(lease.id)}
      href={`?open=${encodeURIComponent(lease.id)}`}
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      onFocus={() => onShow(lease.id)}
      onKeyDown={onKey}
      onMouseEnter={() => onShow(lease.id)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        onOpen(lease.id);
      }}
    >
      <rect x={x} y={y} width={width} height={contractHit} fill="transparent" />
      <rect
        x={x}
        y={y + barTop}
        width={width}
        height={barPx}
        rx={2}
        fill={isCeiling ? "var(--track)" : fills[state]}
        stroke={isOpen ? "var(--focus)" : isCeiling || state === "coming" ? "var(--bar-bright)" : "none"}
        strokeWidth={isOpen ? 2 : 1}
        strokeDasharray={isCeiling && !isOpen ? "4 3" : undefined}
        data-state={state}
      />
      {fits && (
        <text x={seenX + 6} y={y + barTop + 13} style={{ fontSize: barType }} fill="var(--ink)">
          {text}
        </text>
      )}
      {state === "ending" && right <= widthPx && (
        <path d={`M${right} ${y + barTop + 3}l6 6l-6 6l-6-6z`} fill="var(--warning)" stroke="var(--ground)" />
      )}
    </a>
  );
}
const contractHit = stripTop + stripPx;

/** Gaps and overlaps between the intervals of a contract, and how much of it is held by name. */
export function TimelineSeams(props: {
  row: ContractRow & { readonly y: number };
  window: WindowMs;
  widthPx: number;
}) {
  const { row, window, widthPx } = props;
  const { gaps, overlaps } = findSeams(row.leases);
  const place = ({ fromMs, toMs }: WindowMs) => {
    const x = Math.max(0, placeAt(fromMs, window, widthPx));
    return { x, width: Math.max(0, Math.min(widthPx, placeAt(toMs, window, widthPx)) - x) };
  };
  const middle = row.y + barTop + barPx / 2;
  return (
    <g pointerEvents="none">
      {gaps.map((gap) => {
        const { x, width } = place(gap);
        return (
          <path
            key={gap.fromMs}
            d={`M${x} ${middle}h${width}`}
            stroke="var(--ink-faint)"
            strokeDasharray="2 4"
            data-seam="gap"
          />
        );
      })}
      {overlaps.map((overlap) => (
        <rect
          key={overlap.fromMs}
          {...place(overlap)}
          y={row.y + barTop - 2}
          height={barPx + 4}
          fill="none"
          stroke="var(--critical)"
          strokeWidth={2}
          data-seam="overlap"
        />
      ))}
      <HeldStrip row={row} window={window} widthPx={widthPx} place={place} />
    </g>
  );
}

function HeldStrip(props: {
  row: ContractRow & { readonly y: number };
  window: WindowMs;
  widthPx: number;
  place: (window: WindowMs) => { x: number; width: number };
}) {
  const { row, window, place } = props;
  const steps = stepsOver(
    row.assignments.map(({ from, to }) => ({ from, to, amount: 1 })),
    window,
  );
  const most = Math.max(1, ...steps.map(({ amount }) => amount));
  const bottom = row.y + stripTop + stripPx;
  return steps
    .filter(({ amount }) => amount > 0)
    .map((step) => {
      const height = Math.max(2, (step.amount / most) * stripPx);
      return (
        <rect
          key={step.fromMs}
          {...place(step)}
          y={bottom - height}
          height={height}
          fill="var(--bar-bright)"
        />
      );
    });
}
