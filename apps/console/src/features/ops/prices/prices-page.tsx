import type { PriceVersion } from "@aidc/contract";
import { versionAt } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { VersionsPage } from "../versions/versions-page.tsx";
import { PublishForm } from "./publish-form.tsx";
import { UnpricedAlarm } from "./unpriced-alarm.tsx";
import { VersionView } from "./version-view.tsx";

/** The platform's prices, version by version; what is leased without a price is said first. */
export function PricesPage() {
  const intl = useIntl();
  const { id } = useOpsCenter();
  const query = useQuery(api.billing.prices.queryOptions({ input: { center: id } }));
  return (
    <VersionsPage
      name="prices"
      title={intl.formatMessage({ id: "desk.page.prices" })}
      query={query}
      inForceAt={versionAt}
      own={useOwnColumns()}
      view={VersionView}
      warning={(inForce, nowMs) => <UnpricedAlarm version={inForce} nowMs={nowMs} />}
      form={(versions, nowMs) => <PublishForm versions={versions} nowMs={nowMs} />}
      none={
        <EmptyNote title={intl.formatMessage({ id: "desk.price.none" })}>
          <p>{intl.formatMessage({ id: "desk.price.none.how" })}</p>
        </EmptyNote>
      }
    />
  );
}

function useOwnColumns(): readonly Column<PriceVersion>[] {
  const intl = useIntl();
  return useMemo(
    () => [
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
}
