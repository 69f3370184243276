import type { Region, RegionCenter } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { axisOf, categoryOf, isWholly } from "../common-axis.ts";
import { SmallChart } from "../small-chart.tsx";
import { useSay } from "../use-say.ts";
import { categoriesOf } from "./total-rows.tsx";

/** A small chart a center, all on one axis; each PUE category has an axis of its own. */
export function RegionMultiples({ region }: { region: Region }) {
  const intl = useIntl();
  const say = useSay();
  const months = region.centers.flatMap((center) => center.months);
  const axis = axisOf(
    months.map(({ facilityKwh }) => facilityKwh),
    "zero",
  );
  const isPartly = months.some(
    ({ facilityKwh, facilityCoverage }) => facilityKwh !== null && !isWholly(facilityCoverage),
  );
  return (
    <section className="chapter mt-10 grid grid-cols-1 gap-8">
      {axis && (
        <Group
          title={intl.formatMessage({ id: "region.energy" })}
          note={isPartly ? intl.formatMessage({ id: "reports.partly.bar" }) : ""}
        >
          {region.centers.map((center) => (
            <SmallChart
              key={center.id}
              title={say({ en: center.name, zh: center.nameZh ?? center.name })}
              points={center.months.map(({ month, facilityKwh, facilityCoverage }) => ({
                label: month,
                value: facilityKwh,
                coverage: facilityCoverage,
              }))}
              axis={axis}
              digits={0}
              form="bars"
            />
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
  const say = useSay();
  const values = centers.flatMap(({ months }) => months.map(({ pue }) => pue));
  const axis = axisOf(values, "least");
  if (!axis) return null;
  return (
    <Group
      title={intl.formatMessage({ id: "region.pue" }, { category })}
      note={values.includes(null) ? intl.formatMessage({ id: "reports.gap" }) : ""}
    >
      {centers.map((center) => (
        <SmallChart
          key={center.id}
          title={say({ en: center.name, zh: center.nameZh ?? center.name })}
          points={center.months.map(({ month, pue }) => ({ label: month, value: pue, coverage: null }))}
          axis={axis}
          digits={3}
          form="line"
        />
      ))}
    </Group>
  );
}

function Group({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-3 font-medium">{title}</h3>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">{children}</div>
      {note !== "" && <p className="mt-2 text-xs text-faint">{note}</p>}
    </div>
  );
}
