import type { LiveValue, WallState } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";
import { useIntl } from "react-intl";
import { pictureTimeMs } from "../../../live/live-state.ts";
import { useServerNowMs } from "../../../live/use-server-now.ts";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { useKnownWords } from "../../../ui/use-known-words.ts";
import { useUnmeteredWords } from "../../../ui/use-unmetered-words.ts";
import { useWords } from "../../../ui/use-words.ts";
import { OriginLink } from "../explain/origin-link.tsx";
import type { LiveOriginKey } from "../explain/origins.ts";
import { describeOrigin, findLiveValue } from "../explain/origins.ts";
import { usePictureIsOld } from "../use-picture-is-old.ts";

const tiles: readonly LiveOriginKey[] = [
  "pueToday",
  "pueLive",
  "facilityPower",
  "itPower",
  "coolingPower",
  "rackOccupancy",
  "rackPowerUse",
  "liveOccupancy",
  "liveAllocation",
  "liveUtilisation",
];

const pues: ReadonlySet<LiveOriginKey> = new Set(["pueToday", "pueLive"]);

/** The numbers of this moment; each opens its origin. */
export function LiveTiles({ wall }: { wall: WallState }) {
  const pictureMs = pictureTimeMs(wall, useServerNowMs());
  const isOld = usePictureIsOld();
  return (
    <section className="grid grid-cols-2 gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-3 lg:grid-cols-5">
      {tiles.map((tile) => (
        <Tile key={tile} tile={tile} wall={wall} pictureMs={pictureMs} isOld={isOld} />
      ))}
    </section>
  );
}

function Tile(props: { tile: LiveOriginKey; wall: WallState; pictureMs: number; isOld: boolean }) {
  const { tile, wall, pictureMs } = props;
  const intl = useIntl();
  const known = useKnownWords();
  const blind = useUnmeteredWords()(pues.has(tile) ? wall.unmetered : null);
  const origin = describeOrigin(tile);
  const value = findLiveValue(origin, wall, null);
  if (!value) return null;
  const isOld = props.isOld || value.freshness === "stale";
  const isPart = isPartlyKnown(value);
  return (
    <div className="bg-panel px-4 py-3">
      <p className="text-sm text-faint">{intl.formatMessage({ id: origin.label })}</p>
      <OriginLink origin={tile}>
        <span className={`text-2xl font-semibold ${isOld || isPart ? "hatched text-faint" : ""}`}>
          <Reading value={value.value} unit={origin.unit ?? value.unit} reason={value.reason} />
        </span>
      </OriginLink>
      <p className="min-h-5 text-xs text-faint">
        <Standing of={value} pictureMs={pictureMs} />
        {isPart && ` · ${known(value.coverage)}`}
      </p>
      {blind && value.value !== null && <p className="text-xs text-faint">{blind}</p>}
    </div>
  );
}

/** How fresh it is, or why there is none. */
function Standing({ of, pictureMs }: { of: LiveValue; pictureMs: number }) {
  const words = useWords();
  const { value, reason, freshness, sampledAtMs } = of;
  if (value === null) return words.reason(reason);
  const ageMs = sampledAtMs === null ? null : Math.max(0, pictureMs - sampledAtMs);
  return <FreshnessText freshness={freshness} ageMs={ageMs} />;
}
