import { useNavigate } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { memo, useMemo, useState } from "react";
import { useIntl } from "react-intl";
import type { RackLook } from "../../../ui/rack-map/rack-look.ts";
import { brightnessStep, brightnessSteps, chooseRackLook } from "../../../ui/rack-map/rack-look.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { usePictureIsOld } from "../use-picture-is-old.ts";
import { MapLegend } from "./map-legend.tsx";
import { groupRows, moveFocus } from "./rack-grid.ts";
import type { RackRow } from "./rack-row.ts";
import { markOf, useRackWords } from "./rack-words.ts";

/**
 * The map at a desk: every rack is a target of at least 24 px, reached by pointer or arrow keys (one tab stop), and
 * says the same on hover as on focus. Real elements, not a canvas, so that both work.
 */
export function RackMap({ rows }: { rows: readonly RackRow[] }) {
  const { facts } = useRackWords();
  const navigate = useNavigate();
  const center = useOpsCenter();
  const isOld = usePictureIsOld();
  const halls = useMemo(() => groupRows(rows), [rows]);
  const [current, setCurrent] = useState<string | null>(null);
  const shown = rows.find(({ id }) => id === current) ?? null;
  const stop = shown?.id ?? rows[0]?.id;
  const open = (rack: string) =>
    void navigate({ to: "/ops/racks/$center/$rack", params: { center: center.id, rack } });
  const press = (event: KeyboardEvent) => {
    const next = moveFocus(halls, stop ?? null, event.key);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    document.getElementById(cellId(next))?.focus();
  };
  return (
    <div className="grid gap-4">
      <Readout facts={shown && facts(shown)} />
      <div className={`grid gap-5 ${isOld ? "opacity-50" : ""}`}>
        {halls.map(({ hall, lines }) => (
          <section key={hall}>
            <h2 className="mb-2 text-sm text-faint">{hall}</h2>
            <div className="grid gap-1">
              {lines.map(({ row, racks }) => (
                <div key={row} className="flex flex-wrap gap-1">
                  {racks.map((rack) => (
                    <RackCell
                      key={rack.id}
                      id={rack.id}
                      label={facts(rack)}
                      look={chooseRackLook(rack)}
                      step={brightnessStep(rack.powerShareRatio)}
                      mark={markOf(rack)}
                      isStop={rack.id === stop}
                      onShow={setCurrent}
                      onOpen={open}
                      onKey={press}
                      name={rows.length <= namedUpTo ? rack.name : null}
                    />
                  ))}
                </div>
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}

/** What the rack under the pointer or the focus says, beside the legend. */
function Readout({ facts }: { facts: string | null }) {
  const intl = useIntl();
  return (
    <div className="sticky top-13 z-5 flex min-h-10 flex-wrap items-center justify-between gap-3 border-b border-rule bg-ground py-1 text-sm">
      <p role="status">
        {facts ?? <span className="text-faint">{intl.formatMessage({ id: "racks.hint" })}</span>}
      </p>
      <MapLegend />
    </div>
  );
}

/** More racks than this and the map is there for its pattern; names are said on hover and focus. */
const namedUpTo = 240;

const cellId = (rack: string) => `rack ${rack}`;

const looks: Readonly<Record<RackLook, string>> = {
  power: "",
  no_limit: "bg-bar",
  over_limit: "bg-critical",
  silent: "hatched border border-rule",
  never: "hatched border border-rule",
  empty: "border border-rule",
};

const RackCell = memo(function RackCell(props: {
  id: string;
  label: string;
  look: RackLook;
  step: number;
  mark: ReturnType<typeof markOf>;
  isStop: boolean;
  onShow: (id: string) => void;
  onOpen: (id: string) => void;
  onKey: (event: KeyboardEvent) => void;
  /** Written below the rack; null where there is no room for names. */
  name: string | null;
}) {
  const { id, label, look, step, mark, isStop, onShow, onOpen, onKey, name } = props;
  const percent = (100 * Math.max(0, step)) / brightnessSteps;
  const fill =
    look === "power"
      ? { background: `color-mix(in oklab, var(--rack-high) ${percent}%, var(--rack-low))` }
      : {};
  return (
    <button
      id={cellId(id)}
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      className={name === null ? "w-7" : "w-17"}
      onFocus={() => onShow(id)}
      onPointerEnter={() => onShow(id)}
      onClick={() => onOpen(id)}
      onKeyDown={onKey}
    >
      <span
        className={`grid place-items-center ${name === null ? "h-9" : "h-12"} ${looks[look]}`}
        style={fill}
      >
        {look === "over_limit" && (
          <StateMark mark="critical" className="size-3 [&_path]:fill-[var(--on-critical)]" />
        )}
        {look === "silent" && <StateMark mark={mark} className="size-3" />}
      </span>
      {name !== null && <span className="block truncate py-0.5 text-xs text-faint">{name}</span>}
    </button>
  );
});
