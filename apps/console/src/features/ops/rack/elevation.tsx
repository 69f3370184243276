import type { RackState } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { stackUnits } from "./stack-units.ts";

type Server = RackState["servers"][number];
type Accelerator = Server["accelerators"][number];

/** One unit; four make a server's name and its cards readable. */
const unitRem = 1.5;

/** The rack from the front: servers at their units, accelerators inside, free units as one line with their range. */
export function Elevation({ servers }: { servers: readonly Server[] }) {
  const intl = useIntl();
  if (servers.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "rack.elevation.none" })}</p>;
  const { slots, unplaced } = stackUnits(servers);
  return (
    <div className="grid gap-3">
      <ol className="grid gap-0.5 border-x-2 border-rule px-1 text-sm">
        {slots.map((slot) => (
          <li key={slot.fromU} className="grid grid-cols-[2.75rem_minmax(0,1fr)] items-center gap-2">
            <span className="num text-right text-xs text-faint">
              {slot.fromU === slot.toU ? slot.toU : `${slot.fromU}\u2013${slot.toU}`}
            </span>
            {slot.server ? (
              <ServerBox server={slot.server} units={slot.toU - slot.fromU + 1} />
            ) : (
              <div className="h-4 border-b border-dashed border-rule" />
            )}
          </li>
        ))}
      </ol>
      {unplaced.length > 0 && (
        <div className="grid gap-1">
          <h3 className="text-sm text-faint">{intl.formatMessage({ id: "rack.unplaced" })}</h3>
          {unplaced.map((server) => (
            <ServerBox key={server.id} server={server} units={server.heightU} />
          ))}
        </div>
      )}
    </div>
  );
}

function ServerBox({ server, units }: { server: Server; units: number }) {
  const isOld = server.power.freshness === "stale" || server.power.freshness === "none";
  return (
    <div
      className={`grid content-center gap-1 rounded-sm border border-rule bg-panel px-2 py-0.5 ${isOld ? "hatched" : ""}`}
      style={{ minHeight: `${Math.min(units, 4) * unitRem}rem` }}
    >
      <div className="flex items-baseline justify-between gap-2">
        <span className="truncate font-medium" title={server.model ?? undefined}>
          {server.name}
        </span>
        <Reading value={server.power.value} unit={server.power.unit} reason={server.power.reason} />
      </div>
      {server.accelerators.length > 0 && (
        <ul className="flex flex-wrap gap-0.5">
          {server.accelerators.map((accelerator) => (
            <AcceleratorCell key={accelerator.id} accelerator={accelerator} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Filled from below by utilisation: idle is empty, unknown is hatched. */
function AcceleratorCell({ accelerator }: { accelerator: Accelerator }) {
  const intl = useIntl();
  const words = useWords();
  const { id, utilisation, powerW, freshness } = accelerator;
  const show = (value: number | null, unit: string) =>
    value === null ? "\u2014" : words.quantity(value, unit);
  const label = intl.formatMessage(
    { id: "rack.accelerator" },
    {
      id,
      utilisation: show(utilisation, "ratio"),
      power: show(powerW, "W"),
      freshness: words.freshness(freshness),
    },
  );
  return (
    <li
      className={`relative h-5 w-5 border border-rule ${utilisation === null ? "hatched" : "bg-track"}`}
      title={label}
      aria-label={label}
    >
      {utilisation !== null && (
        <i
          className="absolute inset-x-0 bottom-0 bg-bright"
          style={{ height: `${Math.min(1, utilisation) * 100}%` }}
        />
      )}
    </li>
  );
}
