import type { TariffVersion } from "@aidc/contract";
import { tariffAt } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { CommandLine } from "../../../ui/command-line.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Asked } from "../asked.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { useVersionColumns } from "../versions/use-version-columns.tsx";
import { PublishTariff } from "./publish-tariff.tsx";
import { TariffView } from "./tariff-view.tsx";

/** What a kWh from the grid costs, version by version, and how to publish the next one. */
export function TariffsPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const nowMs = useDeskNowMs();
  const { form, change } = useDeskSearch();
  const versions = useQuery(api.tariffs.list.queryOptions({ input: { center: center.id } }));
  const publish = form !== "new" && (
    <Button look="strong" onClick={() => change({ form: "new" })}>
      {intl.formatMessage({ id: "desk.price.publish.new" })}
    </Button>
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "tariffs.page" })} aside={publish}>
        <Asked query={versions} lines={10}>
          {(list) =>
            nowMs === null ? (
              <Skeleton lines={10} />
            ) : form === "new" ? (
              <PublishTariff versions={list} nowMs={nowMs} />
            ) : list.length === 0 ? (
              <NoTariff />
            ) : (
              <Tariffs versions={list} nowMs={nowMs} />
            )
          }
        </Asked>
      </Section>
    </main>
  );
}

function NoTariff() {
  const intl = useIntl();
  const { id } = useOpsCenter();
  return (
    <EmptyNote title={intl.formatMessage({ id: "tariffs.none" })}>
      <p>{intl.formatMessage({ id: "tariffs.none.how" })}</p>
      <CommandLine command={`tariff publish FILE --center ${id}`} />
    </EmptyNote>
  );
}

function Tariffs({ versions, nowMs }: { versions: readonly TariffVersion[]; nowMs: number }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const words = useLeaseWords();
  const { open } = useDeskSearch();
  const inForce = useMemo(() => tariffAt(versions, nowMs), [versions, nowMs]);
  const columns = useVersionColumns(inForce, nowMs, useOwnColumns());
  const shown = versions.find(({ version }) => String(version) === open) ?? inForce ?? versions[0];
  return (
    <div className="grid gap-6">
      <DeskTable
        name={`tariffs-${center.id}`}
        columns={columns}
        rows={versions}
        rowKey={({ version }) => String(version)}
        firstSort="version.desc"
      />
      {shown && (
        <Section
          title={intl.formatMessage({ id: "desk.price.version.n" }, { version: shown.version })}
          aside={
            <span className="num text-sm text-faint">
              {intl.formatMessage(
                { id: "desk.price.published" },
                { from: words.moment(shown.effectiveFrom), by: shown.publishedBy },
              )}
            </span>
          }
        >
          <TariffView tariff={shown} />
          <p className="mt-5 text-sm text-faint">
            {intl.formatMessage({ id: "desk.statement.sha" })}{" "}
            <code className="select-all break-all text-xs">{shown.contentSha256}</code>
          </p>
        </Section>
      )}
    </div>
  );
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
