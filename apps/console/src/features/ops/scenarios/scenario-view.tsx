import type { EconomicScenarioDraft } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showAmount } from "../../../ui/format/money.ts";
import { joinShown } from "../../../ui/format/quantity.ts";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";

/** What a scenario assumes, of a version or of a draft. */
export function ScenarioView({ scenario }: { scenario: EconomicScenarioDraft }) {
  const intl = useIntl();
  const { name, source, note, currency, investment, discountRate, horizonYears, costs } = scenario;
  const { revenuePerYear, energyPerYear, cityApplicationLevel: city } = scenario;
  const money = (amount: string) => showAmount(amount, currency, intl.locale);
  const yearly = (amount: string | null) =>
    amount === null ? intl.formatMessage({ id: "basis.measured" }) : money(amount);
  const percent = (share: number) =>
    joinShown({ number: intl.formatNumber(share * 100, { maximumFractionDigits: 2 }), unit: "%" });
  return (
    <div className="grid content-start gap-3">
      <h3 className="font-medium">{name}</h3>
      <Facts>
        <Fact name={intl.formatMessage({ id: "tariffs.source" })}>{source}</Fact>
        <Fact name={intl.formatMessage({ id: "basis.investment" })}>{money(investment)}</Fact>
        <Fact name={intl.formatMessage({ id: "basis.rate" })}>{percent(discountRate)}</Fact>
        <Fact name={intl.formatMessage({ id: "basis.horizon" })}>
          {intl.formatMessage({ id: "basis.years" }, { count: horizonYears })}
        </Fact>
        <Fact name={intl.formatMessage({ id: "basis.revenue" })}>{yearly(revenuePerYear)}</Fact>
        <Fact name={intl.formatMessage({ id: "basis.energy" })}>{yearly(energyPerYear)}</Fact>
        {costs.map(({ id, name: cost, perYear }) => (
          <Fact key={id} name={cost}>
            {intl.formatMessage({ id: "basis.peryear" }, { amount: money(perYear) })}
          </Fact>
        ))}
        <Fact name={intl.formatMessage({ id: "scenarios.city" })}>
          {city
            ? intl.formatMessage(
                { id: "scenarios.city.recorded" },
                { level: percent(city.level), asOf: city.asOf, source: city.source },
              )
            : intl.formatMessage({ id: "scenarios.city.none" })}
        </Fact>
      </Facts>
      {note !== "" && <p className="max-w-prose text-sm text-soft whitespace-pre-wrap">{note}</p>}
    </div>
  );
}
