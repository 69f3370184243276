import type { Reason, Region } from "@aidc/contract";
import { reasonWords } from "@aidc/domain";
import { useIntl } from "react-intl";
import { listNames } from "../../../i18n/isolate.ts";
import { useSay } from "../use-say.ts";

/** What no total contains, and why: a total without its gaps would be read as all of the region. */
export function RegionLacks({ region }: { region: Region }) {
  const intl = useIntl();
  const say = useSay();
  const nameOf = (id: string) => {
    const center = region.centers.find((one) => one.id === id);
    return center ? say({ en: center.name, zh: center.nameZh ?? center.name }) : id;
  };
  const lacking = region.totals
    .map((total) => ({ ...total, byReason: byReason(total.leftOut) }))
    .filter((total) => total.byReason.size > 0);
  return (
    <section className="chapter mt-10">
      <h2 className="mb-3 text-xl font-semibold">{intl.formatMessage({ id: "region.missing" })}</h2>
      <dl className="grid gap-x-10 gap-y-2 text-sm md:grid-cols-2">
        {lacking.map(({ id, title, category, byReason: reasons }) => (
          <div key={`${id} ${category}`} className="break-inside-avoid">
            <dt>{category ? `${say(title)} (${category})` : say(title)}</dt>
            {[...reasons].map(([reason, centers]) => (
              <dd key={reason} className="text-faint">
                {`${listNames(centers.map(nameOf))}: ${say(reasonWords[reason])}`}
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

/** Who belongs to another category is told by that category's own line. */
function byReason(leftOut: Region["totals"][number]["leftOut"]): Map<Reason, string[]> {
  const found = new Map<Reason, string[]>();
  for (const { center, reason } of leftOut)
    if (reason !== "other_category") found.set(reason, [...(found.get(reason) ?? []), center]);
  return found;
}
