import type { PriceVersion } from "@aidc/contract";
import { versionAt } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { useVersionColumns } from "../versions/use-version-columns.tsx";
import { PublishForm } from "./publish-form.tsx";
import { UnpricedAlarm } from "./unpriced-alarm.tsx";
import { VersionView } from "./version-view.tsx";

/** The platform's prices, version by version; what is leased without a price is said first. */
export function PricesPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const nowMs = useDeskNowMs();
  const { form, change } = useDeskSearch();
  const versions = useQuery(api.billing.prices.queryOptions({ input: { center: center.id } }));
  const publish = form !== "new" && (
    <Button look="strong" onClick={() => change({ form: "new" })}>
      {intl.formatMessage({ id: "desk.price.publish.new" })}
    </Button>
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "desk.page.prices" })} aside={publish}>
        <Asked query={versions} lines={10}>
          {(list) =>
            nowMs === null ? (
              <Skeleton lines={10} />
            ) : form === "new" ? (
              <PublishForm versions={list} nowMs={nowMs} />
            ) : (
              <PriceBook versions={list} nowMs={nowMs} />
            )
          }
        </Asked>
      </Section>
    </main>
  );
}

function PriceBook({ versions, nowMs }: { versions: readonly PriceVersion[]; nowMs: number }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const { open } = useDeskSearch();
  const inForce = versionAt(versions, nowMs);
  const columns = useColumns(inForce, nowMs);
  const shown = versions.find(({ version }) => String(version) === open) ?? inForce ?? versions[0];
  const before = shown && versions.find(({ version }) => version === shown.version - 1);
  return (
    <div className="grid gap-6">
      <UnpricedAlarm version={inForce} nowMs={nowMs} />
      {versions.length === 0 ? (
        <EmptyNote title={intl.formatMessage({ id: "desk.price.none" })}>
          <p>{intl.formatMessage({ id: "desk.price.none.how" })}</p>
        </EmptyNote>
      ) : (
        <DeskTable
          name={`prices-${center.id}`}
          columns={columns}
          rows={versions}
          rowKey={({ version }) => String(version)}
          firstSort="version.desc"
        />
      )}
      {shown && <VersionView version={shown} before={before ?? null} />}
    </div>
  );
}

function useColumns(inForce: PriceVersion | null, nowMs: number): readonly Column<PriceVersion>[] {
  const intl = useIntl();
  const own = useMemo(
    (): Column<PriceVersion>[] => [
      {
        id: "rules",
        label: intl.formatMessage({ id: "desk.price.rules" }),
        value: ({ rules }) => rules.length,
        isNumber: true,
      },
      { id: "note", label: intl.formatMessage({ id: "desk.column.note" }), value: ({ note }) => note },
    ],
    [intl],
  );
  return useVersionColumns(inForce, nowMs, own);
}
