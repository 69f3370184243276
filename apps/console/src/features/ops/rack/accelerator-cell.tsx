import type { RackState } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { useWords } from "../../../ui/use-words.ts";

export type AcceleratorState = RackState["servers"][number]["accelerators"][number];

/** Filled from below by utilisation: idle is empty, unknown is hatched, a fault cuts the corner. Opens its facts. */
export function AcceleratorCell({ accelerator, isOpen }: { accelerator: AcceleratorState; isOpen: boolean }) {
  const intl = useIntl();
  const words = useWords();
  const { id, utilisation, powerW, freshness, faultCode } = accelerator;
  const show = (value: number | null, unit: string) =>
    value === null ? "\u2014" : words.quantity(value, unit);
  const isFaulty = faultCode !== null && faultCode !== 0;
  const label = intl.formatMessage(
    { id: "rack.card.state" },
    {
      id,
      utilisation: show(utilisation, "ratio"),
      power: show(powerW, "W"),
      freshness: words.freshness(freshness),
      fault: isFaulty ? String(faultCode) : "none",
    },
  );
  const edge = isOpen ? "outline-2 outline-(--focus)" : "";
  return (
    <li className="min-h-4">
      <Link
        to="."
        search={(before) => ({ ...before, card: id })}
        className={`relative block size-full min-h-4 border border-rule ${edge} ${utilisation === null ? "hatched" : "bg-track"}`}
        title={label}
        aria-label={label}
        aria-current={isOpen ? "true" : undefined}
      >
        {utilisation !== null && (
          <i
            className={`absolute inset-x-0 bottom-0 ${freshness === "live" ? "bg-bright" : "bg-bar"}`}
            style={{ height: `${Math.min(1, utilisation) * 100}%` }}
          />
        )}
        {isFaulty && (
          <svg viewBox="0 0 12 12" className="absolute top-0 right-0 size-3.5" aria-hidden="true">
            <path d="M12 0v12L0 0z" fill="var(--critical)" />
          </svg>
        )}
      </Link>
    </li>
  );
}
