import type { RackState } from "@aidc/contract";
import { useIntl } from "react-intl";
import { shareOf } from "../../../ui/format/share.ts";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { Fact, Facts } from "./fact.tsx";

/** The four powers of a rack side by side: promised, planned, drawn and allowed. */
export function RackPowers({ rack }: { rack: RackState }) {
  const intl = useIntl();
  const { power, powerContracted, powerAllocated, powerLimit } = rack;
  const text = (id: "contracted" | "allocated" | "measured" | "limit") => ({
    label: intl.formatMessage({ id: `rack.power.${id}` }),
    what: intl.formatMessage({ id: `rack.power.${id}.what` }),
  });
  const bar = (value: number | null) => {
    const share = shareOf(value, powerLimit.value);
    const isOver = value !== null && powerLimit.value !== null && value > powerLimit.value;
    return <ShareBar parts={[{ share, tone: isOver ? "over" : "bar" }]} isUnknown={share === null} />;
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
        {bar(power.value)}
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
  const holders = tenants.map(({ name }) => name).join(", ");
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
