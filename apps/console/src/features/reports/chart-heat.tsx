import type { ReportChart } from "@aidc/contract";
import type { Heat } from "@aidc/domain";
import { layOutHeat } from "@aidc/domain";
import { useId } from "react";
import { useIntl } from "react-intl";
import { useSay } from "./use-say.ts";

type Cell = Heat["rows"][number]["cells"][number];

/** Parts of the strong end of the ramp; the step from the third to the fourth is where numbers change their ink. */
const strength = [0, 18, 36, 75, 100, 100];
const isStrong = (shade: number) => shade >= 3;
const fillOf = (shade: number) => `color-mix(in srgb, var(--rack-high) ${strength[shade]}%, var(--rack-low))`;

/**
 * A row a series, a cell a point; stronger is more, and each row says from where to where it goes. What is not known is
 * hatched, what is known in part has a mark below it. Drawn and not coloured in, so that paper has it too.
 */
export function ChartHeat({ chart }: { chart: ReportChart }) {
  const intl = useIntl();
  const say = useSay();
  const hatch = useId();
  const { steps, columns, isNumbered, rows } = layOutHeat(chart);
  const hasGap = rows.some(({ cells }) => cells.some(({ shade }) => shade === null));
  const template = { gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` };
  return (
    <div className="mt-2 text-xs">
      <Hatch id={hatch} />
      <div className="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-px">
        {rows.map(({ id, title, range, cells }) => (
          <div key={id} className="col-span-3 grid grid-cols-subgrid items-center">
            <span className="max-w-40 truncate">
              <bdi>{say(title)}</bdi>
            </span>
            <span className="grid gap-px" style={template}>
              {cells.map((cell) => (
                <HeatCell key={cell.label} cell={cell} isNumbered={isNumbered} hatch={hatch} />
              ))}
            </span>
            <span className="num text-right">{range}</span>
          </div>
        ))}
        <span />
        <span className="num grid gap-px text-faint" style={template}>
          {columns.map(({ label, name }, at) => (
            // Where the page is narrow only the first has room.
            <span key={label} className={`whitespace-nowrap ${at > 0 ? "max-sm:invisible" : ""}`}>
              {name}
            </span>
          ))}
        </span>
        <span />
      </div>
      <p className="num mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-faint">
        {steps.map((step, shade) => (
          <span key={step} className="flex items-center gap-1.5">
            <Swatch shade={shade} hatch={hatch} />
            {`${step}${chart.unit === "ratio" ? "" : ` ${chart.unit}`}`}
          </span>
        ))}
        {hasGap && (
          <span className="flex items-center gap-1.5">
            <Swatch shade={null} hatch={hatch} />
            {intl.formatMessage({ id: "reports.heat.unknown" })}
          </span>
        )}
      </p>
    </div>
  );
}

function HeatCell({ cell, isNumbered, hatch }: { cell: Cell; isNumbered: boolean; hatch: string }) {
  const { label, shade, isWhole, text } = cell;
  return (
    <span
      className="relative block h-6"
      title={`${label}: ${text}`}
      data-gap={shade === null ? label : undefined}
    >
      <Fill shade={shade} hatch={hatch} isPartly={shade !== null && !isWhole} />
      {isNumbered && shade !== null && (
        <span
          className="num absolute inset-0 grid place-items-center"
          style={{ color: isStrong(shade) ? "var(--panel)" : "var(--ink)" }}
        >
          {text}
        </span>
      )}
    </span>
  );
}

function Swatch({ shade, hatch }: { shade: number | null; hatch: string }) {
  return (
    <span className="block h-3 w-5">
      <Fill shade={shade} hatch={hatch} isPartly={false} />
    </span>
  );
}

interface FillProps {
  shade: number | null;
  hatch: string;
  isPartly: boolean;
}

function Fill({ shade, hatch, isPartly }: FillProps) {
  return (
    <svg className="block h-full w-full" aria-hidden="true">
      <rect width="100%" height="100%" fill={shade === null ? `url(#${hatch})` : fillOf(shade)} />
      {shade === null && (
        <rect width="100%" height="100%" fill="none" stroke="var(--hatch)" strokeWidth={1} />
      )}
      {shade === strength.length - 1 && (
        // Above the scale: not only darker than all, but crossed.
        <line x1="0" y1="100%" x2="100%" y2="0" stroke="var(--panel)" strokeWidth={1.5} />
      )}
      {isPartly && <rect y="calc(100% - 3px)" width="100%" height="3" fill="var(--ink)" />}
    </svg>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <svg className="absolute h-0 w-0" aria-hidden="true">
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--hatch)" strokeWidth="2.5" />
        </pattern>
      </defs>
    </svg>
  );
}
