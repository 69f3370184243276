import type { Member } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { showDate } from "../../../ui/format/time.ts";
import { Section } from "../../../ui/section.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useOpsCenter } from "../ops-center.tsx";

/** Of a member's team by its name; by its id until the names are there. */
function useTeamName(input: { readonly center: string; readonly tenant: string }) {
  const teams = useQuery(api.team.teams.queryOptions({ input }));
  return ({ team: id }: Member) => teams.data?.find((one) => one.id === id)?.name ?? id;
}

/** Who may sign in for the tenant. Places are given on the tenant's own team page, which operators may open. */
export function TenantPeople({ tenantId }: { tenantId: string }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const own = { center: center.id, tenant: tenantId };
  const members = useQuery(api.team.members.queryOptions({ input: own }));
  const teamOf = useTeamName(own);
  const team = (
    <Link
      to="/my/$center/$tenant/team"
      params={{ center: center.id, tenant: tenantId }}
      className="text-sm underline"
    >
      {intl.formatMessage({ id: "desk.tenant.members.go" })}
    </Link>
  );
  return (
    <Section title={intl.formatMessage({ id: "desk.tenant.members" })} aside={team}>
      <Asked query={members} lines={3}>
        {(list) =>
          list.length === 0 ? (
            <EmptyNote title={intl.formatMessage({ id: "desk.tenant.members.none" })}>
              <p>{intl.formatMessage({ id: "desk.tenant.members.how" })}</p>
            </EmptyNote>
          ) : (
            <Table>
              <thead>
                <tr>
                  <HeadCell>{intl.formatMessage({ id: "column.name" })}</HeadCell>
                  <HeadCell>{intl.formatMessage({ id: "desk.member.column.email" })}</HeadCell>
                  <HeadCell>{intl.formatMessage({ id: "desk.member.column.role" })}</HeadCell>
                  <HeadCell>{intl.formatMessage({ id: "desk.member.column.team" })}</HeadCell>
                  <HeadCell>{intl.formatMessage({ id: "desk.member.column.second" })}</HeadCell>
                  <HeadCell isNumber>{intl.formatMessage({ id: "desk.member.column.since" })}</HeadCell>
                </tr>
              </thead>
              <tbody>
                {list.map((member) => (
                  <tr key={member.person}>
                    <Cell>{member.name}</Cell>
                    <Cell>{member.email}</Cell>
                    <Cell>{intl.formatMessage({ id: `desk.role.${member.role}` })}</Cell>
                    <Cell isFaint={!member.team}>
                      {teamOf(member) ?? intl.formatMessage({ id: "desk.member.team.none" })}
                    </Cell>
                    <Cell isFaint>
                      {intl.formatMessage({ id: `desk.member.second.${member.twoFactor ? "on" : "off"}` })}
                    </Cell>
                    <Cell isNumber isFaint>
                      {showDate(Date.parse(member.since), center.timeZone, intl.locale)}
                    </Cell>
                  </tr>
                ))}
              </tbody>
            </Table>
          )
        }
      </Asked>
    </Section>
  );
}
