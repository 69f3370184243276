import type { Region } from "@aidc/contract";
import { reasonWords } from "@aidc/domain";
import { useIntl } from "react-intl";
import { useSay } from "../use-say.ts";

/** What no total contains, and why: a total without its gaps would be read as all of the region. */
export function RegionLacks({ region }: { region: Region }) {
  const intl = useIntl();
  const say = useSay();
  const nameOf = (id: string) => {
    const center = region.centers.find((one) => one.id === id);
    return center ? say({ en: center.name, zh: center.nameZh ?? center.name }) : id;
  };
  const why = (reason: Region["totals"][number]["leftOut"][number]["reason"]) =>
    reason === "other_category"
      ? intl.formatMessage({ id: "region.othercategory" })
      : say(reasonWords[reason]);
  const lacking = region.totals.filter(({ leftOut }) => leftOut.length > 0);
  return (
    <section className="chapter mt-10">
      <h2 className="mb-3 text-xl font-semibold">{intl.formatMessage({ id: "region.missing" })}</h2>
      <dl className="grid gap-x-10 gap-y-2 text-sm md:grid-cols-2">
        {lacking.map(({ id, title, category, leftOut }) => (
          <div key={`${id} ${category}`} className="break-inside-avoid">
            <dt>{category ? `${say(title)} (${category})` : say(title)}</dt>
            {leftOut.map(({ center, reason }) => (
              <dd key={center} className="text-faint">
                {`${nameOf(center)}: ${why(reason)}`}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {region.notShown.length > 0 && (
        <p className="mt-3 text-sm">
          {intl.formatMessage({ id: "region.notshown" }, { centers: region.notShown.join(", ") })}
        </p>
      )}
      <ul className="mt-6 grid max-w-prose gap-1 text-sm text-soft">
        {region.notes.map((note) => (
          <li key={note.en}>{say(note)}</li>
        ))}
      </ul>
    </section>
  );
}
