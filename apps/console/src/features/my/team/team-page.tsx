import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Section } from "../../../ui/section.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { Page } from "../page.tsx";
import { KeySection } from "./key-section.tsx";
import { MemberSection } from "./member-section.tsx";
import { TeamSection } from "./team-section.tsx";
import { TrailSection } from "./trail-section.tsx";

/** Who belongs here, in which team, with which keys, and what was done: administrators change, members read. */
export function TeamPage() {
  const intl = useIntl();
  const own = useOfTenant();
  const isAdmin = useMyTenant().role === "tenant_admin";
  const members = useQuery(api.team.members.queryOptions({ input: own }));
  const teams = useQuery(api.team.teams.queryOptions({ input: own }));
  const title = members.data
    ? intl.formatMessage({ id: "my.team.title" }, { count: members.data.length })
    : intl.formatMessage({ id: "my.team" });
  return (
    <Page title={title}>
      {!isAdmin && <p className="text-sm text-faint">{intl.formatMessage({ id: "my.team.reads" })}</p>}
      <Section title={intl.formatMessage({ id: "my.members" })}>
        <Asked query={members} lines={4}>
          {(list) => <MemberSection members={list} teams={teams.data ?? []} />}
        </Asked>
      </Section>
      <Section title={intl.formatMessage({ id: "my.teams" })}>
        <Asked query={teams} lines={2}>
          {(list) => <TeamSection teams={list} members={members.data ?? null} />}
        </Asked>
      </Section>
      {isAdmin && (
        <>
          <KeySection />
          <TrailSection />
        </>
      )}
    </Page>
  );
}
