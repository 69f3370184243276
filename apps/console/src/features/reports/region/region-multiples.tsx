import type { Region, RegionCenter } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { useSay } from "../use-say.ts";
import type { Axis } from "./common-axis.ts";
import { axisOf, categoryOf, runsOf } from "./common-axis.ts";
import { categoriesOf } from "./region-table.tsx";

/** A small chart a center, all on one axis; each PUE category has an axis of its own. */
export function RegionMultiples({ region }: { region: Region }) {
  const intl = useIntl();
  const energies = axisOf(
    region.centers.flatMap(({ months }) => months.map(({ facilityKwh }) => facilityKwh)),
    "zero",
  );
  return (
    <section className="chapter mt-10 grid gap-8">
      {energies && (
        <Group title={intl.formatMessage({ id: "region.energy" })}>
          {region.centers.map((center) => (
            <Multiple key={center.id} center={center} axis={energies} digits={0} form="bars">
              {center.months.map(({ facilityKwh }) => facilityKwh)}
            </Multiple>
          ))}
        </Group>
      )}
      {categoriesOf(region).map((category) => (
        <PueGroup
          key={category}
          category={category}
          centers={region.centers.filter((center) => categoryOf(center) === category)}
        />
      ))}
    </section>
  );
}

function PueGroup({ category, centers }: { category: string; centers: readonly RegionCenter[] }) {
  const intl = useIntl();
  const axis = axisOf(
    centers.flatMap(({ months }) => months.map(({ pue }) => pue)),
    "least",
  );
  if (!axis) return null;
  return (
    <Group title={intl.formatMessage({ id: "region.pue" }, { category })}>
      {centers.map((center) => (
        <Multiple key={center.id} center={center} axis={axis} digits={3} form="line">
          {center.months.map(({ pue }) => pue)}
        </Multiple>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-3 font-medium">{title}</h3>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">{children}</div>
    </div>
  );
}

const size = { width: 240, height: 84 };

function Multiple(props: {
  center: RegionCenter;
  axis: Axis;
  digits: number;
  form: "line" | "bars";
  children: readonly (number | null)[];
}) {
  const { center, axis, digits, form, children: values } = props;
  const say = useSay();
  const name = say({ en: center.name, zh: center.nameZh ?? center.name });
  const step = size.width / Math.max(1, values.length);
  const across = (at: number) => (at + 0.5) * step;
  const down = (value: number) => size.height * (1 - (value - axis.from) / (axis.to - axis.from));
  const [first, last] = [center.months[0]?.month ?? "", center.months.at(-1)?.month ?? ""];
  const told = center.months.map(({ month }, at) => `${month} ${values[at]?.toFixed(digits) ?? "\u2013"}`);
  return (
    <figure className="chart min-w-0">
      <figcaption className="flex justify-between gap-2 text-sm">
        <span className="truncate">{name}</span>
        <span className="num text-faint">{`${axis.from.toFixed(digits)}\u2013${axis.to.toFixed(digits)}`}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        className="mt-1 block w-full border-b border-rule"
        role="img"
        aria-label={`${name}: ${told.join(", ")}`}
      >
        {form === "bars"
          ? values.map((value, at) =>
              value === null ? null : (
                <rect
                  key={center.months[at]?.month}
                  x={across(at) - step * 0.35}
                  y={down(value)}
                  width={step * 0.7}
                  height={size.height - down(value)}
                  fill="var(--bar-bright)"
                />
              ),
            )
          : runsOf(values).map((run) => (
              <g key={run[0]?.at}>
                <polyline
                  points={run.map(({ at, value }) => `${across(at)},${down(value)}`).join(" ")}
                  fill="none"
                  stroke="var(--ink)"
                  strokeWidth={1.5}
                />
                {run.map(({ at, value }) => (
                  <circle key={at} cx={across(at)} cy={down(value)} r={2} fill="var(--ink)" />
                ))}
              </g>
            ))}
      </svg>
      <p className="num flex justify-between text-xs text-faint">
        <span>{first}</span>
        <span>{last}</span>
      </p>
    </figure>
  );
}
