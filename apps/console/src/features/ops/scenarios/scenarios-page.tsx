import type { EconomicScenario } from "@aidc/contract";
import { versionAt } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { CommandLine } from "../../../ui/command-line.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { VersionsPage } from "../versions/versions-page.tsx";
import { PublishScenario } from "./publish-scenario.tsx";
import { ScenarioView } from "./scenario-view.tsx";

/** What reports assume of an investment and of the city, version by version, and how to publish the next one. */
export function ScenariosPage() {
  const intl = useIntl();
  const { id } = useOpsCenter();
  const query = useQuery(api.economics.list.queryOptions({ input: { center: id } }));
  return (
    <VersionsPage
      name="scenarios"
      title={intl.formatMessage({ id: "scenarios.page" })}
      query={query}
      inForceAt={versionAt}
      own={useOwnColumns()}
      view={ShownScenario}
      form={(versions, nowMs) => <PublishScenario versions={versions} nowMs={nowMs} />}
      none={
        <EmptyNote title={intl.formatMessage({ id: "basis.scenario.none" })}>
          <p>{intl.formatMessage({ id: "scenarios.none.how" })}</p>
          <CommandLine command={`scenario publish FILE --center ${id}`} />
        </EmptyNote>
      }
    />
  );
}

function ShownScenario({ version }: { version: EconomicScenario }) {
  return <ScenarioView scenario={version} />;
}

function useOwnColumns(): readonly Column<EconomicScenario>[] {
  const intl = useIntl();
  return useMemo(
    () => [
      { id: "name", label: intl.formatMessage({ id: "scenarios.name" }), value: ({ name }) => name },
      { id: "source", label: intl.formatMessage({ id: "tariffs.source" }), value: ({ source }) => source },
    ],
    [intl],
  );
}
