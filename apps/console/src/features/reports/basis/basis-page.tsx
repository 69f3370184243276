import { scenarioAt, tariffAt } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { CommandLine } from "../../../ui/command-line.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Asked } from "../asked.tsx";
import { CenterPicker } from "../center-picker.tsx";
import type { Centers } from "../planner-door.tsx";
import { PlannerDoor } from "../planner-door.tsx";
import { ReportsHead } from "../reports-head.tsx";
import { ScenarioFacts } from "./scenario-facts.tsx";
import { TariffFacts } from "./tariff-facts.tsx";
import { VersionChoice } from "./version-choice.tsx";
import "../reports.css";

/** What reports take as given: the tariff that energy is priced by, and the scenario that payback is reckoned from. */
export function BasisPage() {
  const search = useSearch({ from: "/reports/basis" });
  const navigate = useNavigate({ from: "/reports/basis" });
  return (
    <PlannerDoor>
      {(viewer, centers) => {
        const center = centers.find(({ id }) => id === search.center) ?? centers[0];
        return (
          center && (
            <div className="reports min-h-screen">
              <ReportsHead viewer={viewer}>
                <CenterPicker
                  centers={centers}
                  center={center}
                  onChange={(id) => void navigate({ search: { center: id } })}
                />
              </ReportsHead>
              <Basis key={center.id} center={center} />
            </div>
          )
        );
      }}
    </PlannerDoor>
  );
}

function Basis({ center }: { center: Centers[number] }) {
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
                <CommandLine command={`tariff publish FILE --center ${center.id}`} />
              </EmptyNote>
            ) : (
              <VersionChoice
                versions={list}
                inForce={tariffAt(list, Date.now())?.version ?? null}
                timeZone={center.timeZone}
              >
                {(tariff) => <TariffFacts tariff={tariff} />}
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
                <CommandLine command={`scenario publish FILE --center ${center.id}`} />
              </EmptyNote>
            ) : (
              <VersionChoice
                versions={list}
                inForce={scenarioAt(list, Date.now())?.version ?? null}
                timeZone={center.timeZone}
              >
                {(scenario) => <ScenarioFacts scenario={scenario} center={center} />}
              </VersionChoice>
            )
          }
        </Asked>
      </Section>
    </main>
  );
}
