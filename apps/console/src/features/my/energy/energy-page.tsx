import type { Figure } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { wordMethod } from "../../../ui/origin/method-facts.tsx";
import { Section } from "../../../ui/section.tsx";
import { useOfTenant } from "../my-tenant.tsx";
import { nameFigure } from "../origin/figure-origin.tsx";
import { FigureOriginSheet } from "../origin/figure-origin-sheet.tsx";
import { Page } from "../page.tsx";
import { PeriodPicker, PeriodText } from "../period-choice.tsx";
import { usePeriod } from "../use-period.ts";
import { FigureTable } from "./figure-table.tsx";

const route = getRouteApi("/my/$center/$tenant/energy");

/** Energy and carbon of what the tenant held over a period, and by which method. */
export function EnergyPage() {
  const intl = useIntl();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = usePeriod(search);
  const energy = useQuery({
    ...api.my.energy.queryOptions({
      input: { ...useOfTenant(), from: period?.wire.from ?? "", to: period?.wire.to ?? "" },
    }),
    enabled: period !== null,
    placeholderData: (before) => before,
  });
  return (
    <Page title={intl.formatMessage({ id: "my.energy.title" })}>
      <PeriodPicker
        choice={search}
        period={period}
        onChange={(choice) =>
          void navigate({
            search: (before) => ({ ...before, from: undefined, to: undefined, ...choice }),
            resetScroll: false,
          })
        }
      />
      {period === null ? (
        <EmptyNote title={intl.formatMessage({ id: "my.range.wrong" })} />
      ) : (
        <Asked query={energy} lines={6}>
          {({ figures, method }) => (
            <>
              <Section
                title={intl.formatMessage({ id: "my.energy" })}
                aside={<PeriodText from={period.window.fromMs} to={period.window.toMs} />}
              >
                <FigureTable figures={figures} />
              </Section>
              <Section title={intl.formatMessage({ id: "my.energy.method" })}>
                <Methods figures={figures} told={method} />
              </Section>
            </>
          )}
        </Asked>
      )}
      <FigureOriginSheet figures={energy.data?.figures} />
    </Page>
  );
}

/** How each figure is made, in words; the server's own where the page does not know the method. */
function Methods(props: {
  figures: Readonly<Record<string, Figure>>;
  told: { readonly id: string; readonly text: string };
}) {
  const intl = useIntl();
  return (
    <Facts>
      {Object.values(props.figures).map(({ name, method }) => {
        const known = wordMethod(method.id, intl.locale);
        const told = method.id === props.told.id ? props.told.text : method.id;
        return (
          <Fact key={name} name={nameFigure(name, intl)}>
            <span className="block max-w-3xl">{known?.formula ?? told}</span>
            {known && <span className="block max-w-3xl text-faint">{known.standard}</span>}
          </Fact>
        );
      })}
    </Facts>
  );
}
