import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Section } from "../../../ui/section.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { MyLiveFacts } from "../origin/live-facts.tsx";
import { OriginSheet } from "../origin/origin-sheet.tsx";
import { Page } from "../page.tsx";
import { BurnTable } from "./burn-table.tsx";
import { CostTiles } from "./cost-tiles.tsx";
import { EnergyNow, HoldingTiles } from "./holding-tiles.tsx";
import { isHolding } from "./holdings.ts";
import { IdleTable } from "./idle-table.tsx";
import { LeaseTable } from "./lease-table.tsx";
import { ModelTable } from "./model-table.tsx";
import { useFinding } from "./use-finding.ts";

const refreshMs = 60_000;

/** What do I have, and what does it do at this moment? */
export function AllocationPage() {
  const intl = useIntl();
  const { state } = useMyTenant();
  const finding = useFinding();
  const allocation = useQuery(
    api.my.allocation.queryOptions({ input: useOfTenant(), refetchInterval: refreshMs }),
  );
  return (
    <Page title={finding}>
      <HoldingTiles />
      <CostTiles />
      <Section
        title={intl.formatMessage({ id: "my.bymodel" })}
        aside={<span className="text-sm text-faint">{intl.formatMessage({ id: "my.bymodel.how" })}</span>}
      >
        <ModelTable models={state.models} />
      </Section>
      <div className="grid gap-8 xl:grid-cols-[2fr_3fr]">
        <Section title={intl.formatMessage({ id: "my.idle" })} aside={<EnergyNow />}>
          <IdleTable />
        </Section>
        <Section
          title={intl.formatMessage({ id: "my.balance" })}
          aside={<span className="text-sm text-faint">{intl.formatMessage({ id: "my.balance.unit" })}</span>}
        >
          <Asked query={allocation} lines={4}>
            {({ burn, leases }) => <BurnTable burn={burn} leases={leases} />}
          </Asked>
        </Section>
      </div>
      <Section title={intl.formatMessage({ id: "my.leases" })}>
        <Asked query={allocation} lines={4}>
          {({ leases }) => <LeaseTable leases={leases} />}
        </Asked>
      </Section>
      <OriginSheet
        find={(key) =>
          isHolding(key)
            ? {
                name: intl.formatMessage({ id: `my.${key}` }),
                facts: (
                  <MyLiveFacts value={state[key]} meaning={intl.formatMessage({ id: `my.${key}.what` })} />
                ),
              }
            : null
        }
      />
    </Page>
  );
}
