import type { Report } from "@aidc/contract";
import { coverFacts, restatedGroups } from "@aidc/domain";
import { useIntl } from "react-intl";
import { Fact, Facts } from "../../ui/origin/facts.tsx";
import { useSay } from "./use-say.ts";

/** What changed since the version before: told first, as on the cover of the files. */
export function Restated({ report }: { report: Report }) {
  const intl = useIntl();
  if (report.restatement.length === 0) return null;
  return (
    <section className="chapter mt-10">
      <h2 className="mb-2 text-xl font-semibold">{intl.formatMessage({ id: "reports.restated" })}</h2>
      {restatedGroups(report.restatement, intl.locale.startsWith("zh") ? "zh" : "en").map(
        ({ cause, lines }) => (
          <section key={cause} className="mb-4 text-sm">
            <h3 className="font-semibold">{cause}</h3>
            <ul className="mt-1 grid gap-1">
              {lines.map((line) => (
                <li key={line} className="num">
                  {line}
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </section>
  );
}

/** What it is, who vouches for it, and what it can be checked by: as on the cover of the files, as far as it is there. */
export function ReportSeal({ report }: { report: Report }) {
  const say = useSay();
  return (
    <section className="seal chapter mt-10 border-t border-rule pt-4">
      <Facts>
        {coverFacts(report)
          .filter(({ value }) => value.en !== "–")
          .map(({ id, name, value, isCode }) => (
            <Fact key={id} name={say(name)}>
              {isCode ? <code className="text-xs break-all select-all">{say(value)}</code> : say(value)}
            </Fact>
          ))}
      </Facts>
    </section>
  );
}
