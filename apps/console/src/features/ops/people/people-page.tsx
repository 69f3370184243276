import type { Person } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { listNames } from "../../../i18n/isolate.ts";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { AdminsOnly } from "../admins-only.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import type { PlaceNames } from "../use-place-names.ts";
import { usePlaceNames } from "../use-place-names.ts";
import { CreatePersonForm } from "./create-person.tsx";
import { PersonDrawer } from "./person-drawer.tsx";

/** Everybody with an account: who they are to the operator, which tenants they belong to, when they last came. */
export function PeoplePage() {
  return (
    <AdminsOnly>
      <People />
    </AdminsOnly>
  );
}

function People() {
  const intl = useIntl();
  const { form, change } = useDeskSearch();
  const people = useQuery(api.people.list.queryOptions());
  const mentioned = useMemo(
    () => [...new Set(people.data?.flatMap(({ memberships }) => memberships.map(({ center }) => center)))],
    [people.data],
  );
  const names = usePlaceNames(mentioned);
  const columns = useColumns(names);
  const close = () => change({ form: undefined });
  const create = (
    <Button look="strong" onClick={() => change({ form: "new", open: undefined })}>
      {intl.formatMessage({ id: "desk.person.new" })}
    </Button>
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "desk.page.people" })} aside={create}>
        <Asked query={people}>
          {(list) => (
            <DeskTable
              name="people"
              columns={columns}
              rows={list}
              rowKey={({ id }) => id}
              firstSort="name.asc"
            />
          )}
        </Asked>
      </Section>
      <Sheet
        isOpen={form === "new"}
        onClose={close}
        title={intl.formatMessage({ id: "desk.person.new" })}
        place="middle"
      >
        <CreatePersonForm onDone={close} />
      </Sheet>
      {people.data && <PersonDrawer people={people.data} names={names} />}
    </main>
  );
}

function useColumns(names: PlaceNames): readonly Column<Person>[] {
  const intl = useIntl();
  const words = useLeaseWords();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const label = (id: MessageId) => intl.formatMessage({ id });
    const state = ({ disabledAt }: Person) =>
      label(disabledAt === null ? "desk.person.state.active" : "desk.person.state.disabled");
    const namesOf = ({ memberships }: Person) =>
      memberships.map(({ center, tenant }) => names.tenant(center, tenant));
    return [
      {
        id: "name",
        label: label("column.name"),
        value: ({ name }) => name,
        draw: ({ id, name }) => (
          <RowButton onClick={() => change({ open: id, form: undefined })}>{name}</RowButton>
        ),
      },
      { id: "email", label: label("desk.member.column.email"), value: ({ email }) => email },
      {
        id: "role",
        label: label("desk.person.role"),
        value: ({ staffRole }) => label(`desk.role.${staffRole ?? "none"}`),
      },
      {
        id: "tenants",
        label: label("desk.page.tenants"),
        value: (person) => `${namesOf(person).join(" ")} ${placesOf(person)}`,
        told: placesOf,
        draw: (person) => listNames(namesOf(person)),
        isFaint: true,
      },
      {
        id: "second",
        label: label("desk.member.column.second"),
        value: ({ twoFactor }) => label(`desk.member.second.${twoFactor ? "on" : "off"}`),
        isFaint: true,
      },
      {
        id: "state",
        label: label("column.state"),
        value: state,
        draw: (person) => (
          <MarkedText mark={person.disabledAt === null ? "normal" : "unknown"}>{state(person)}</MarkedText>
        ),
      },
      {
        id: "seen",
        label: label("desk.person.seen"),
        value: ({ lastSignInAt }) => lastSignInAt,
        draw: ({ lastSignInAt }) => (lastSignInAt === null ? label("age.never") : words.moment(lastSignInAt)),
        isNumber: true,
      },
    ];
  }, [intl, words, change, names]);
}

/** As the ids say it, for a search and a file. */
const placesOf = ({ memberships }: Person) =>
  memberships.map(({ center, tenant }) => `${center}/${tenant}`).join(" ");
