import type { RackState } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { AcceleratorCell } from "./accelerator-cell.tsx";
import type { Run, StandingServer } from "./front-view.ts";
import { viewFront } from "./front-view.ts";

type Server = RackState["servers"][number];

/** What the address names. */
interface Asked {
  readonly card: string | undefined;
  readonly open: string | undefined;
}

/** One unit; the proportions of a real front at a width that holds eight accelerators. */
const unitRem = 1.25;

/**
 * The rack from the front: every unit, servers where they stand, accelerators inside, holes as holes.
 * @param open the server somebody asked for by name
 */
export function Elevation({ rack, card, open }: { rack: RackState } & Asked) {
  const intl = useIntl();
  const front = viewFront(rack, rack.servers);
  const place = ({ fromU, toU }: Run) => ({
    top: `${(front.heightU - toU) * unitRem}rem`,
    height: `${(toU - fromU + 1) * unitRem}rem`,
  });
  return (
    <div className="grid gap-3">
      <FaultyNote servers={rack.servers} />
      {!front.isHeightKnown && (
        <p className="flex items-center gap-2 text-sm text-soft">
          <StateMark mark="unknown" className="size-3 shrink-0" />
          {intl.formatMessage({ id: "rack.height.unknown" })}
        </p>
      )}
      <CardLegend servers={rack.servers} />
      {front.heightU > 0 && (
        <div className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-1 text-xs">
          <UnitNumbers heightU={front.heightU} />
          <ol
            className="relative border-x-4 border-y border-bar bg-ground"
            style={{ height: `${front.heightU * unitRem}rem` }}
          >
            {front.reserved && (
              <li className="absolute inset-x-0 bg-track" style={place(front.reserved)} aria-hidden="true" />
            )}
            {front.free.map((run) => (
              <li
                key={run.fromU}
                className="absolute inset-x-0 grid place-items-center border border-dashed border-rule text-faint"
                style={place(run)}
              >
                {intl.formatMessage({ id: "rack.free" }, { count: run.toU - run.fromU + 1 })}
              </li>
            ))}
            {front.servers.map((standing) => (
              <li
                key={standing.server.id}
                className="absolute p-px"
                style={{
                  ...place(standing),
                  left: `${(100 * standing.lane) / standing.lanes}%`,
                  width: `${100 / standing.lanes}%`,
                }}
              >
                <ServerBox standing={standing} card={card} open={open} />
              </li>
            ))}
          </ol>
        </div>
      )}
      <Unplaced servers={front.unplaced} card={card} open={open} />
    </div>
  );
}

/** What the bars in a server say; the words of one stand in its title. */
function CardLegend({ servers }: { servers: readonly Server[] }) {
  const intl = useIntl();
  if (!servers.some(({ accelerators }) => accelerators.length > 0)) return null;
  const look = "relative size-3 shrink-0 border border-rule";
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-faint">
      <li className="flex items-center gap-1.5">
        <i className={`${look} bg-track`} aria-hidden="true">
          <i className="absolute inset-x-0 bottom-0 h-2/3 bg-bright" />
        </i>
        {intl.formatMessage({ id: "rack.cards.legend" })}
      </li>
      <li className="flex items-center gap-1.5">
        <i className={`${look} hatched`} aria-hidden="true" />
        {intl.formatMessage({ id: "floor.unknown" })}
      </li>
    </ul>
  );
}

/** What stands somewhere in it, nobody says where. */
function Unplaced({ servers, card, open }: { servers: readonly Server[] } & Asked) {
  const intl = useIntl();
  if (servers.length === 0) return null;
  return (
    <div className="grid gap-1 text-xs">
      <h3 className="text-sm text-faint">{intl.formatMessage({ id: "rack.unplaced" })}</h3>
      {servers.map((server) => (
        <div key={server.id} style={{ minHeight: `${(server.heightU ?? 1) * unitRem}rem` }}>
          <ServerBox
            standing={{ server, fromU: 1, toU: server.heightU ?? 1, ...alone }}
            card={card}
            open={open}
          />
        </div>
      ))}
    </div>
  );
}

/** From the top down; a screen reader hears the units with each server. */
function UnitNumbers({ heightU }: { heightU: number }) {
  const units = Array.from({ length: heightU }, (_, index) => heightU - index);
  return (
    <ol aria-hidden="true" className="num text-right text-[0.6875rem] text-faint">
      {units.map((unit) => (
        <li key={unit} style={{ height: `${unitRem}rem`, lineHeight: `${unitRem}rem` }}>
          {unit}
        </li>
      ))}
    </ol>
  );
}

/** Once, when it is first drawn: who reads on afterwards is not taken back. */
function bringIntoSight(box: HTMLElement | null): void {
  box?.scrollIntoView({ block: "center" });
}

const alone = { isTwice: false, isBeyond: false, lane: 0, lanes: 1 };

function ServerBox({ standing, card, open }: { standing: StandingServer<Server> } & Asked) {
  const { server, isTwice, isBeyond, fromU, toU } = standing;
  const intl = useIntl();
  const isOld = server.power.freshness === "stale" || server.power.freshness === "none";
  const wrong = isTwice ? "rack.unit.twice" : isBeyond ? "rack.unit.beyond" : null;
  const edge = wrong ? "border-2 border-critical" : "border border-rule";
  const isAsked = server.id === open;
  return (
    <div
      ref={isAsked ? bringIntoSight : undefined}
      aria-current={isAsked ? "true" : undefined}
      className={`flex h-full flex-col justify-between gap-0.5 overflow-hidden rounded-sm bg-panel px-1.5 ${edge} ${isOld ? "hatched" : ""} ${isAsked ? "outline-2 outline-(--focus)" : ""}`}
      title={wrong ? intl.formatMessage({ id: wrong }) : undefined}
    >
      <div className="flex items-baseline justify-between gap-2 leading-[1.15rem]">
        <span className="truncate font-medium" title={server.model ?? undefined}>
          {server.name}
          {server.positionU !== null && <span className="sr-only">{` U${fromU}\u2013${toU}`}</span>}
        </span>
        <Reading value={server.power.value} unit={server.power.unit} reason={server.power.reason} />
      </div>
      {wrong && <p className="truncate font-medium text-critical">{intl.formatMessage({ id: wrong })}</p>}
      {server.accelerators.length > 0 && (
        <ul
          className={
            toU > fromU
              ? "grid max-h-20 min-h-6 grow auto-rows-fr grid-cols-8 gap-1 pb-1"
              : "grid grid-cols-8 gap-1"
          }
        >
          {server.accelerators.map((accelerator) => (
            <AcceleratorCell
              key={accelerator.id}
              accelerator={accelerator}
              isOpen={accelerator.id === card}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Faulty accelerators by name, so that one click leads to each. */
function FaultyNote({ servers }: { servers: readonly Server[] }) {
  const intl = useIntl();
  const faulty = servers.flatMap(({ accelerators }) =>
    accelerators.filter(({ faultCode }) => faultCode !== null && faultCode !== 0),
  );
  if (faulty.length === 0) return null;
  return (
    <MarkedNote
      mark="critical"
      title={intl.formatMessage({ id: "rack.cards.faulty" }, { count: faulty.length })}
    >
      <p className="flex flex-wrap gap-x-3">
        {faulty.map(({ id }) => (
          <Link key={id} to="." search={(before) => ({ ...before, card: id })} className="underline">
            {id}
          </Link>
        ))}
      </p>
    </MarkedNote>
  );
}
