import type { EconomicScenario, TariffVersion } from "@aidc/contract";
import { versionAt } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { CommandLine } from "../../../ui/command-line.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { CenterPage } from "../center-page.tsx";
import type { Centers } from "../planner-door.tsx";
import { ScenarioResults } from "./scenario-results.tsx";
import { VersionChoice } from "./version-choice.tsx";

/** How those see a version who publish it. */
interface Pictures {
  readonly tariff: ComponentType<{ tariff: TariffVersion }>;
  readonly scenario: ComponentType<{ scenario: EconomicScenario }>;
}

/** What reports take as given: the tariff that energy is priced by, and the scenario that payback is reckoned from. */
export function BasisPage(pictures: Pictures) {
  const search = useSearch({ from: "/reports/basis" });
  const navigate = useNavigate({ from: "/reports/basis" });
  return (
    <CenterPage asked={search.center} onChoose={(id) => void navigate({ search: { center: id } })}>
      {({ center }) => <Basis center={center} {...pictures} />}
    </CenterPage>
  );
}

function Basis(props: Pictures & { center: Centers[number] }) {
  const { center, tariff: TariffPicture, scenario: ScenarioPicture } = props;
  const intl = useIntl();
  const tariffs = useQuery(api.tariffs.list.queryOptions({ input: { center: center.id } }));
  const scenarios = useQuery(api.economics.list.queryOptions({ input: { center: center.id } }));
  return (
    <main className="mx-auto grid max-w-[72rem] gap-8 px-4 py-6 pb-16">
      <h1 className="text-2xl font-semibold">{intl.formatMessage({ id: "basis.page" })}</h1>
      <Section title={intl.formatMessage({ id: "tariffs.page" })}>
        <Asked query={tariffs} lines={8}>
          {(list) =>
            list.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "tariffs.none" })}>
                <CommandLine command={`npm run -s aidc -- tariff publish FILE --center ${center.id}`} />
              </EmptyNote>
            ) : (
              <VersionChoice
                versions={list}
                inForce={versionAt(list, Date.now())?.version ?? null}
                timeZone={center.timeZone}
              >
                {(tariff) => <TariffPicture tariff={tariff} />}
              </VersionChoice>
            )
          }
        </Asked>
      </Section>
      <Section title={intl.formatMessage({ id: "basis.scenario" })}>
        <Asked query={scenarios} lines={8}>
          {(list) =>
            list.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "basis.scenario.none" })}>
                <CommandLine command={`npm run -s aidc -- scenario publish FILE --center ${center.id}`} />
              </EmptyNote>
            ) : (
              <VersionChoice
                versions={list}
                inForce={versionAt(list, Date.now())?.version ?? null}
                timeZone={center.timeZone}
              >
                {(scenario) => (
                  <div className="grid gap-6 lg:grid-cols-2">
                    <ScenarioPicture scenario={scenario} />
                    <ScenarioResults center={center} />
                  </div>
                )}
              </VersionChoice>
            )
          }
        </Asked>
      </Section>
    </main>
  );
}
