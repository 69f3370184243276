import type { LiveValue } from "@aidc/contract";
import { useIntl } from "react-intl";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { OriginLink } from "../origin/origin-link.tsx";
import { useLeaseWords } from "../use-lease-words.ts";
import { usePicture } from "../use-picture.ts";
import type { Holding } from "./holdings.ts";
import { holdings } from "./holdings.ts";

/** Contracted, assigned, allocated, in use: each with what it means and how old it is. */
export function HoldingTiles() {
  return (
    <section className="grid grid-cols-1 gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-2 xl:grid-cols-4">
      {holdings.map((holding) => (
        <Tile key={holding} holding={holding} />
      ))}
    </section>
  );
}

function Tile({ holding }: { holding: Holding }) {
  const intl = useIntl();
  const { state } = useMyTenant();
  const { isOld } = usePicture();
  const value = state[holding];
  const name = intl.formatMessage({ id: `my.${holding}` });
  const isMeasured = holding === "allocated" || holding === "active";
  const dim = value.freshness === "stale" || (isOld && isMeasured);
  return (
    <div className="grid content-start gap-0.5 bg-panel px-5 py-4">
      <p className="text-sm text-faint">{name}</p>
      <OriginLink origin={holding} name={name}>
        <span className={`text-4xl font-semibold ${dim ? "hatched text-faint" : ""}`}>
          {holding === "contracted" ? (
            <Contracted />
          ) : (
            <Reading value={value.value} unit={value.unit} reason={value.reason} />
          )}
        </span>
      </OriginLink>
      <p className="min-h-6 text-sm text-soft">
        <Beside holding={holding} />
      </p>
      <p className="text-xs text-faint">{intl.formatMessage({ id: `my.${holding}.what` })}</p>
      {isMeasured && value.value !== null && <Age value={value} />}
    </div>
  );
}

/** Cards, or what is leased instead of cards: a lease of PFLOPS is no lease of nothing. */
function Contracted() {
  const { contracted, otherLeases } = useMyTenant().state;
  const { amounts } = useLeaseWords();
  const [only, ...more] = otherLeases;
  if (contracted.value || only === undefined)
    return <Reading value={contracted.value} unit={contracted.unit} reason={contracted.reason} />;
  return <span className={more.length > 0 ? "text-2xl" : ""}>{amounts(otherLeases)}</span>;
}

function Age({ value }: { value: LiveValue }) {
  const words = useWords();
  const { clockMs } = usePicture();
  const ageMs = value.sampledAtMs === null ? null : Math.max(0, clockMs - value.sampledAtMs);
  return (
    <p className="text-xs text-faint">
      <FreshnessText freshness={value.freshness} ageMs={ageMs} />
      {value.coverage < 1 && ` · ${words.coverage(value.coverage)}`}
    </p>
  );
}

/** The share that makes the number speak, or why there is no number. */
function Beside({ holding }: { holding: Holding }) {
  const intl = useIntl();
  const words = useWords();
  const { state } = useMyTenant();
  const { amounts } = useLeaseWords();
  const value = state[holding];
  if (holding === "contracted" && (value.value || state.otherLeases.length > 0)) {
    const models = state.models.filter(({ contracted }) => (contracted ?? 0) > 0);
    const cards = models.map(({ name, contracted }) => `${words.count(contracted ?? 0)} ${name}`);
    const isBeside = Boolean(value.value) && state.otherLeases.length > 0;
    return [...cards, ...(isBeside ? [amounts(state.otherLeases)] : [])].join(" · ");
  }
  if (value.value === null) return words.reason(value.reason);
  const against = { assigned: "contracted", allocated: "contracted", active: "allocated" } as const;
  if (holding === "contracted") return null;
  if (holding === "idle" || holding === "power") return null;
  const whole = against[holding];
  // Cards may be held for what is leased beside cards: then they are no share of the cards by contract.
  if (whole === "contracted" && state.otherLeases.length > 0) return null;
  const { value: all } = state[whole];
  if (all === null || all <= 0) return null;
  // Not cut at 1: whoever runs more than it leases is to see it.
  const share = value.value / all;
  return intl.formatMessage({ id: `my.of.${whole}` }, { share: words.percent(share) });
}

/** Power of what is assigned at this moment. */
export function EnergyNow() {
  const intl = useIntl();
  const { power } = useMyTenant().state;
  const name = intl.formatMessage({ id: "my.power" });
  return (
    <span className="text-sm text-faint">
      {name}{" "}
      <OriginLink origin="power" name={name}>
        <Reading value={power.value} unit={power.unit} reason={power.reason} />
      </OriginLink>
    </span>
  );
}
