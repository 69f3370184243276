import type { WindowMs } from "@aidc/contract";
import type { KeyboardEvent } from "react";
import { useIntl } from "react-intl";
import type { Tick } from "../../../ui/format/time.ts";
import { stateOf } from "./lease-state.ts";
import { TenantLink } from "./place-links.tsx";
import { placeAt } from "./time-scale.ts";
import { TimelineBar, TimelineSeams } from "./timeline-bar.tsx";
import type { TimelineRow } from "./timeline-model.ts";
import type { BarWords } from "./use-bar-words.ts";

/** Tenants and contracts, left of the bars. */
export function TimelineLabels({ rows, widthPx }: { rows: readonly TimelineRow[]; widthPx: number }) {
  const intl = useIntl();
  return (
    <div className="absolute inset-y-0 left-0" style={{ width: widthPx }}>
      {rows.map((row) => (
        <div
          key={row.key}
          className="absolute inset-x-0 flex items-center gap-2 truncate pr-3 text-sm"
          style={{ top: row.y, height: row.height }}
        >
          {row.kind === "tenant" ? (
            <>
              <TenantLink tenant={row.tenant} className="truncate font-semibold hover:underline" />
              <span className="num text-xs text-faint">
                {intl.formatMessage({ id: "desk.timeline.contracts" }, { count: row.contractCount })}
              </span>
            </>
          ) : (
            <span className="truncate pl-3 text-soft">{row.contract}</span>
          )}
        </div>
      ))}
    </div>
  );
}

interface Plot {
  rows: readonly TimelineRow[];
  window: WindowMs;
  leftPx: number;
  widthPx: number;
  heightPx: number;
  ticks: readonly Tick[];
  nowMs: number;
  nowX: number;
  openId: string | undefined;
  stop: string | null;
  words: BarWords;
  onOpen: (id: string) => void;
  onShow: (id: string) => void;
  onKey: (event: KeyboardEvent) => void;
}

/** The bars; time that has passed is left of the line. */
export function TimelinePlot(props: Plot) {
  const { rows, window, leftPx, widthPx, heightPx, ticks, nowX } = props;
  const intl = useIntl();
  return (
    <svg
      className="absolute top-0 overflow-hidden"
      style={{ left: leftPx }}
      width={widthPx}
      height={heightPx}
    >
      <title>{intl.formatMessage({ id: "desk.timeline.label" })}</title>
      {ticks.map(({ atMs }) => (
        <path
          key={atMs}
          d={`M${placeAt(atMs, window, widthPx)} 0V${heightPx}`}
          stroke="var(--rule)"
          shapeRendering="crispEdges"
        />
      ))}
      {rows.map((row) =>
        row.kind === "tenant" ? (
          <path key={row.key} d={`M0 ${row.y}H${widthPx}`} stroke="var(--rule)" />
        ) : (
          <ContractBars key={row.key} {...props} row={row} />
        ),
      )}
      {nowX >= 0 && nowX <= widthPx && (
        <path
          d={`M${nowX} 0V${heightPx}`}
          stroke="var(--ink)"
          strokeWidth={1.5}
          pointerEvents="none"
          data-now=""
        />
      )}
    </svg>
  );
}

function ContractBars(props: Plot & { row: Extract<TimelineRow, { kind: "contract" }> }) {
  const { row, window, widthPx, nowMs, openId, stop, words } = props;
  return (
    <g>
      {row.leases.map((lease) => (
        <TimelineBar
          key={lease.id}
          {...{ lease, window, widthPx }}
          state={stateOf(lease, nowMs)}
          label={words.label(lease, nowMs)}
          text={words.text(lease)}
          y={row.y}
          isStop={lease.id === stop}
          isOpen={lease.id === openId}
          onOpen={props.onOpen}
          onShow={props.onShow}
          onKey={props.onKey}
        />
      ))}
      <TimelineSeams row={row} window={window} widthPx={widthPx} />
    </g>
  );
}
