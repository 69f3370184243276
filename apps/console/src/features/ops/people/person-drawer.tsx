import type { Person } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Name } from "../../../ui/name.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import type { PlaceNames } from "../use-place-names.ts";
import { PersonActions } from "./person-actions.tsx";
import { RoleForm } from "./role-form.tsx";

/** One person: what they may do, and the way to change, lock out or let in again. */
export function PersonDrawer({ people, names }: { people: readonly Person[]; names: PlaceNames }) {
  const intl = useIntl();
  const { open, change } = useDeskSearch();
  const person = people.find(({ id }) => id === open);
  return (
    <Sheet
      isOpen={open !== undefined}
      onClose={() => change({ open: undefined })}
      title={person?.name ?? intl.formatMessage({ id: "desk.person.absent" })}
      place="side"
    >
      {person && (
        <div className="grid gap-5" key={person.id}>
          <PersonFacts person={person} names={names} />
          {person.disabledAt === null ? (
            <>
              <Section title={intl.formatMessage({ id: "desk.person.role" })}>
                <RoleForm person={person} />
              </Section>
              <Section title={intl.formatMessage({ id: "desk.person.access" })}>
                <PersonActions person={person} />
              </Section>
            </>
          ) : (
            <p className="text-sm">{intl.formatMessage({ id: "desk.person.disabled.what" })}</p>
          )}
        </div>
      )}
    </Sheet>
  );
}

function PersonFacts({ person, names }: { person: Person; names: PlaceNames }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const { email, memberships, twoFactor, createdAt, lastSignInAt, disabledAt } = person;
  return (
    <Facts>
      <Fact name={intl.formatMessage({ id: "desk.member.column.email" })}>{email}</Fact>
      <Fact name={intl.formatMessage({ id: "desk.page.tenants" })}>
        {memberships.length === 0
          ? intl.formatMessage({ id: "desk.person.noTenants" })
          : memberships.map(({ center, tenant, role }) => (
              <span key={`${center}/${tenant}`} className="mr-3">
                <Link to="/ops/tenants/$center/$tenant" params={{ center, tenant }} className="underline">
                  <Name>{names.tenant(center, tenant)}</Name>
                </Link>
                {` ${intl.formatMessage({ id: `desk.role.${role}` })}`}
              </span>
            ))}
      </Fact>
      <Fact name={intl.formatMessage({ id: "desk.member.column.second" })}>
        {intl.formatMessage({ id: `desk.member.second.${twoFactor ? "on" : "off"}` })}
      </Fact>
      <Fact name={intl.formatMessage({ id: "column.created" })}>{words.moment(createdAt)}</Fact>
      <Fact name={intl.formatMessage({ id: "desk.person.seen" })}>
        {lastSignInAt === null ? intl.formatMessage({ id: "age.never" }) : words.moment(lastSignInAt)}
      </Fact>
      {disabledAt !== null && (
        <Fact name={intl.formatMessage({ id: "desk.person.state.disabled" })}>
          {words.moment(disabledAt)}
        </Fact>
      )}
    </Facts>
  );
}
