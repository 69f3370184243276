import type { PriceRule, PriceVersion } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showMoment } from "../../../ui/format/time.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { usePriceWords } from "./use-price-words.ts";

/** One version of the book: since when it holds, and each rule as a sentence with its bands below it. */
export function VersionRules({ version, isNow }: { version: PriceVersion; isNow: boolean }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const since = showMoment(Date.parse(version.effectiveFrom), timeZone, intl.locale);
  return (
    <div>
      <p className="text-sm text-faint">
        {intl.formatMessage(
          { id: isNow ? "my.prices.now" : "my.prices.from" },
          { version: version.version, since },
        )}
        {version.note && ` · ${version.note}`}
      </p>
      <ul>
        {version.rules.map((rule) => (
          <Rule key={rule.id} rule={rule} currency={version.currency} />
        ))}
      </ul>
    </div>
  );
}

function Rule({ rule, currency }: { rule: PriceRule; currency: string }) {
  const words = usePriceWords();
  const bands = "bands" in rule ? rule.bands : [];
  return (
    <li className="grid gap-x-6 border-b border-rule py-2.5 sm:grid-cols-[14rem_1fr]">
      <p className="num text-lg font-semibold">{words.price(rule, null, currency)}</p>
      <div className="min-w-0">
        <p>{words.rule(rule)}</p>
        {bands.length > 0 && (
          <ul className="pt-1 text-sm text-soft">
            {bands.map((band) => (
              <li key={band.id} className="num flex flex-wrap gap-x-3">
                <span className="font-medium">{words.price(rule, band, currency)}</span>
                <span>{words.band(band)}</span>
              </li>
            ))}
          </ul>
        )}
        {rule.note && <p className="text-sm text-faint">{rule.note}</p>}
        <p className="text-xs text-faint">{rule.id}</p>
      </div>
    </li>
  );
}
