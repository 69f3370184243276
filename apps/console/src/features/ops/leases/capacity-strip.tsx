import type { Lease, WindowMs } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { useWallState } from "../../../live/use-live-topic.ts";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { placeAt } from "./time-scale.ts";
import { stepsOver } from "./timeline-model.ts";

const heightPx = 44;
const headPx = 6;
const countsCards = ({ resource }: Lease) => resource === "accelerators";

/** Cards installed at this moment; null while the live picture has not said. */
function useInstalledCards(): number | null {
  const center = useOpsCenter();
  const ladder = useWallState(center.id).value?.ladder;
  return ladder?.find(({ step }) => step === "installed")?.cards.value ?? null;
}

/** Contracted cards over time against what is installed; more than that is drawn and said. */
export function CapacityStrip(props: { leases: readonly Lease[]; window: WindowMs; widthPx: number }) {
  const { leases, window, widthPx } = props;
  const installed = useInstalledCards();
  const steps = useMemo(() => stepsOver(leases.filter(countsCards), window), [leases, window]);
  const most = Math.max(1, installed ?? 0, ...steps.map(({ amount }) => amount));
  const yOf = (amount: number) => headPx + (1 - amount / most) * (heightPx - headPx);
  const place = ({ fromMs, toMs }: WindowMs) => {
    const x = placeAt(fromMs, window, widthPx);
    return { x, width: Math.max(0, placeAt(toMs, window, widthPx) - x) };
  };
  return (
    <svg width={widthPx} height={heightPx} className="block" shapeRendering="crispEdges" aria-hidden="true">
      {steps.map((step) => (
        <rect
          key={step.fromMs}
          {...place(step)}
          y={yOf(step.amount)}
          height={heightPx - yOf(step.amount)}
          fill="var(--bar)"
        />
      ))}
      {installed !== null &&
        steps
          .filter(({ amount }) => amount > installed)
          .map((step) => (
            <rect
              key={step.fromMs}
              {...place(step)}
              y={yOf(step.amount)}
              height={yOf(installed) - yOf(step.amount)}
              fill="var(--critical)"
              data-over=""
            />
          ))}
      {installed !== null && (
        <path
          d={`M0 ${yOf(installed)}H${widthPx}`}
          stroke="var(--ink-soft)"
          strokeDasharray="5 4"
          data-installed=""
        />
      )}
    </svg>
  );
}

/** The strip in words, beside it. */
export function CapacityWords(props: { leases: readonly Lease[]; window: WindowMs; nowMs: number }) {
  const { leases, window, nowMs } = props;
  const intl = useIntl();
  const words = useWords();
  const installed = useInstalledCards();
  const steps = useMemo(() => stepsOver(leases.filter(countsCards), window), [leases, window]);
  const most = Math.max(0, ...steps.map(({ amount }) => amount));
  const now = steps.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)?.amount ?? null;
  const over = installed !== null && most > installed ? most - installed : null;
  return (
    <div className="grid content-center text-xs text-faint">
      <span className="text-sm text-ink">
        {now === null
          ? intl.formatMessage({ id: "desk.capacity.title" })
          : intl.formatMessage({ id: "desk.capacity.now" }, { count: now })}
      </span>
      {installed === null ? (
        <span>{intl.formatMessage({ id: "desk.capacity.unknown" })}</span>
      ) : (
        <span>
          {intl.formatMessage({ id: "desk.capacity.installed" }, { count: words.count(installed) })}
        </span>
      )}
      {over !== null && (
        <strong className="font-semibold text-ink">
          {`\u25b2 ${intl.formatMessage({ id: "desk.capacity.over" }, { count: words.count(over) })}`}
        </strong>
      )}
    </div>
  );
}
