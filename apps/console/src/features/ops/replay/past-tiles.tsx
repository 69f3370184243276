import type { LiveValue, WallState } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { showClock } from "../../../ui/format/time.ts";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";

const tiles: readonly { label: MessageId; of: (wall: WallState) => LiveValue; unit?: "pue" }[] = [
  { label: "live.pueToday", of: ({ pueToday }) => pueToday, unit: "pue" },
  { label: "live.pueLive", of: ({ pueLive }) => pueLive, unit: "pue" },
  { label: "live.facilityPower", of: ({ facilityPower }) => facilityPower },
  { label: "live.itPower", of: ({ itPower }) => itPower },
  { label: "live.coolingPower", of: ({ coolingPower }) => coolingPower },
  { label: "live.rackOccupancy", of: ({ rackOccupancy }) => rackOccupancy },
  { label: "live.rackPowerUse", of: ({ rackPowerUse }) => rackPowerUse },
  { label: "live.occupancy", of: ({ occupancy }) => occupancy },
  { label: "live.allocation", of: ({ allocation }) => allocation },
  { label: "live.utilisation", of: ({ utilisation }) => utilisation },
];

/** The numbers of that moment, each with the time of day of its sample: no age, and nothing called live. */
export function PastTiles({ wall }: { wall: WallState }) {
  const intl = useIntl();
  const words = useWords();
  const { timeZone } = useOpsCenter();
  return (
    <section className="grid grid-cols-2 gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-3 lg:grid-cols-5">
      {tiles.map(({ label, of, unit }) => {
        const { value, sampledAtMs, coverage, reason, unit: own } = of(wall);
        return (
          <div key={label} className="bg-panel px-4 py-3">
            <p className="text-sm text-faint">{intl.formatMessage({ id: label })}</p>
            <p className={`text-2xl font-semibold ${value === null ? "hatched text-faint" : ""}`}>
              <Reading value={value} unit={unit ?? own} reason={reason} />
            </p>
            <p className="num min-h-5 text-xs text-faint">
              {value === null && words.reason(reason)}
              {value !== null && sampledAtMs !== null && showClock(sampledAtMs, timeZone, words.language)}
              {value !== null && coverage < 1 && ` · ${words.coverage(coverage)}`}
            </p>
          </div>
        );
      })}
    </section>
  );
}
