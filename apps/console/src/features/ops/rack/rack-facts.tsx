import type { RackState } from "@aidc/contract";
import { useIntl } from "react-intl";
import { listNames } from "../../../i18n/isolate.ts";
import { shareOf } from "../../../ui/format/share.ts";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useTenantName } from "../leases/use-leases.ts";
import { Fact, Facts } from "./fact.tsx";

/** The four powers of a rack side by side: promised, planned, drawn and allowed. */
export function RackPowers({ rack }: { rack: RackState }) {
  const intl = useIntl();
  const words = useWords();
  const { power, powerContracted, powerAllocated, powerLimit } = rack;
  const text = (id: "contracted" | "allocated" | "measured" | "limit") => ({
    label: intl.formatMessage({ id: `rack.power.${id}` }),
    what: intl.formatMessage({ id: `rack.power.${id}.what` }),
  });
  // Only what is drawn can trip a breaker; a promise or a rating above the limit is said, not alarmed.
  const bar = (value: number | null, isDrawn = false) => {
    const share = shareOf(value, powerLimit.value);
    const isOver = value !== null && powerLimit.value !== null && value > powerLimit.value;
    return (
      <>
        <ShareBar parts={[{ share, tone: isOver && isDrawn ? "over" : "bar" }]} isUnknown={share === null} />
        {value !== null && powerLimit.value !== null && isOver && (
          <p className="flex items-center gap-1.5 text-xs">
            <StateMark mark={isDrawn ? "critical" : "info"} className="size-2.5" />
            {intl.formatMessage(
              { id: "rack.power.above" },
              { share: words.percent(value / powerLimit.value) },
            )}
          </p>
        )}
      </>
    );
  };
  return (
    <Facts>
      <Fact {...text("contracted")} origin="rackContracted" value={powerContracted}>
        {bar(powerContracted.value)}
      </Fact>
      <Fact {...text("allocated")} origin="rackAllocated" value={powerAllocated}>
        {bar(powerAllocated.value)}
      </Fact>
      <Fact {...text("measured")} origin="rackPower" value={power}>
        {bar(power.value, true)}
      </Fact>
      <Fact {...text("limit")} origin="rackLimit" value={powerLimit}>
        {bar(powerLimit.value)}
      </Fact>
    </Facts>
  );
}

/** Utilisation and who holds the rack. */
export function RackUse({ rack: { utilisation, tenants } }: { rack: RackState }) {
  const intl = useIntl();
  const nameOf = useTenantName();
  const holders = listNames(tenants.map(({ id, name }) => (nameOf(id) === id ? name : nameOf(id))));
  return (
    <div className="grid gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-2">
      <Fact
        label={intl.formatMessage({ id: "rack.utilisation" })}
        origin="rackUtilisation"
        value={utilisation}
      />
      <div className="bg-panel px-4 py-3">
        <p className="text-sm text-faint">{intl.formatMessage({ id: "rack.held" })}</p>
        <p className="text-lg font-semibold">{holders || intl.formatMessage({ id: "rack.held.nobody" })}</p>
      </div>
    </div>
  );
}
