import type { TariffVersion } from "@aidc/contract";
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
import { PublishTariff } from "./publish-tariff.tsx";
import { TariffView } from "./tariff-view.tsx";

/** What a kWh from the grid costs, version by version, and how to publish the next one. */
export function TariffsPage() {
  const intl = useIntl();
  const { id } = useOpsCenter();
  const query = useQuery(api.tariffs.list.queryOptions({ input: { center: id } }));
  return (
    <VersionsPage
      name="tariffs"
      title={intl.formatMessage({ id: "tariffs.page" })}
      query={query}
      inForceAt={versionAt}
      own={useOwnColumns()}
      view={ShownTariff}
      form={(versions, nowMs) => <PublishTariff versions={versions} nowMs={nowMs} />}
      none={
        <EmptyNote title={intl.formatMessage({ id: "tariffs.none" })}>
          <p>{intl.formatMessage({ id: "tariffs.none.how" })}</p>
          <CommandLine command={`tariff publish FILE --center ${id}`} />
        </EmptyNote>
      }
    />
  );
}

function ShownTariff({ version }: { version: TariffVersion }) {
  return <TariffView tariff={version} />;
}

function useOwnColumns(): readonly Column<TariffVersion>[] {
  const intl = useIntl();
  return useMemo(
    () => [
      {
        id: "parts",
        label: intl.formatMessage({ id: "tariffs.parts" }),
        value: ({ components }) => components.length,
        isNumber: true,
      },
      {
        id: "bands",
        label: intl.formatMessage({ id: "tariffs.bands" }),
        value: ({ bands }) => bands.length,
        isNumber: true,
      },
      { id: "source", label: intl.formatMessage({ id: "tariffs.source" }), value: ({ source }) => source },
    ],
    [intl],
  );
}
