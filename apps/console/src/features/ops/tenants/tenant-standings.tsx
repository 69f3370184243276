import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { standingWords } from "./standing-words.ts";

/** What was stated of the tenant's class and industry, and when: reports of a day follow what held on it. */
export function TenantStandings({ tenantId }: { tenantId: string }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const center = useOpsCenter();
  const input = { center: center.id, tenant: tenantId };
  const standings = useQuery(api.tenants.standings.queryOptions({ input }));
  const say = (id: "always" | "none" | "title" | "recorded" | "since") =>
    intl.formatMessage({ id: `desk.standings.${id}` });
  return (
    <Section title={say("title")}>
      <Asked query={standings} lines={2}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-sm text-faint">{say("none")}</p>
          ) : (
            <Table>
              <thead>
                <tr>
                  <HeadCell>{intl.formatMessage({ id: "desk.tenants.class" })}</HeadCell>
                  <HeadCell>{intl.formatMessage({ id: "desk.tenants.industry" })}</HeadCell>
                  <HeadCell>{say("since")}</HeadCell>
                  <HeadCell isNumber>{say("recorded")}</HeadCell>
                </tr>
              </thead>
              <tbody>
                {list.map((said) => {
                  const told = standingWords(intl.locale, said);
                  return (
                    <tr key={said.recordedAt}>
                      <Cell>{told.class}</Cell>
                      <Cell>{told.industry}</Cell>
                      <Cell>{said.from ?? say("always")}</Cell>
                      <Cell isNumber isFaint>
                        {words.moment(said.recordedAt)}
                      </Cell>
                    </tr>
                  );
                })}
              </tbody>
            </Table>
          )
        }
      </Asked>
    </Section>
  );
}
