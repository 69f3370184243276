import type { RackState } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { shareOf } from "../../../ui/format/share.ts";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { OriginLink } from "../explain/origin-link.tsx";
import type { LiveOriginKey } from "../explain/origins.ts";
import { usePictureIsOld } from "../use-picture-is-old.ts";

/** Power against its limit, inlet, utilisation, and who holds the rack. */
export function RackFacts({ rack }: { rack: RackState }) {
  const intl = useIntl();
  const words = useWords();
  const { power, powerLimitW, inletTemperature, utilisation, tenants } = rack;
  const share = shareOf(power.value, powerLimitW);
  const isOver = power.value !== null && powerLimitW !== null && power.value > powerLimitW;
  const holders = tenants.map(({ name }) => name).join(", ");
  return (
    <section className="grid grid-cols-2 gap-px overflow-hidden rounded border border-rule bg-rule lg:grid-cols-4">
      <Fact label={intl.formatMessage({ id: "rack.power" })} origin="rackPower" value={power}>
        <ShareBar parts={[{ share, tone: isOver ? "over" : "bar" }]} isUnknown={share === null} />
        <p className="mt-1 text-xs text-faint">
          {powerLimitW === null
            ? words.reason("no_limit")
            : intl.formatMessage({ id: "rack.limit" }, { limit: words.quantity(powerLimitW, "W") })}
        </p>
      </Fact>
      <Fact label={intl.formatMessage({ id: "rack.inlet" })} origin="rackInlet" value={inletTemperature} />
      <Fact
        label={intl.formatMessage({ id: "rack.utilisation" })}
        origin="rackUtilisation"
        value={utilisation}
      />
      <div className="bg-panel px-4 py-3">
        <p className="text-sm text-faint">{intl.formatMessage({ id: "rack.held" })}</p>
        <p className="text-lg font-semibold">{holders || intl.formatMessage({ id: "rack.held.nobody" })}</p>
      </div>
    </section>
  );
}

function Fact(props: {
  label: string;
  origin: LiveOriginKey;
  value: RackState["power"];
  children?: ReactNode;
}) {
  const { label, origin, value, children } = props;
  const words = useWords();
  const isOld = usePictureIsOld() || value.freshness === "stale";
  return (
    <div className="bg-panel px-4 py-3">
      <p className="text-sm text-faint">{label}</p>
      <OriginLink origin={origin}>
        <span className={`text-2xl font-semibold ${isOld ? "hatched text-faint" : ""}`}>
          <Reading value={value.value} unit={value.unit} reason={value.reason} />
        </span>
      </OriginLink>
      {children}
      <p className="text-xs text-faint">
        {value.value === null ? words.reason(value.reason) : <FreshnessText freshness={value.freshness} />}
      </p>
    </div>
  );
}
