import type { AuditEntry } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { usePlaceNames } from "../use-place-names.ts";
import type { FilterName } from "./filter-entries.ts";
import { nameSubjects, subjectKey } from "./name-subjects.ts";

/** The log in the reader's language: by filter, and what an entry is about. The log's own codes stay findable beside. */
export type EntryWords = Readonly<Record<FilterName | "subject", (entry: AuditEntry) => string>>;

/** @param entries all that are loaded, newest first */
export function useEntryWords(entries: readonly AuditEntry[]): EntryWords {
  const intl = useIntl();
  const people = useQuery(api.people.list.queryOptions()).data;
  const mentioned = useMemo(() => [...new Set(entries.flatMap(({ center }) => center ?? []))], [entries]);
  const places = usePlaceNames(mentioned);
  return useMemo(() => {
    const names = nameSubjects(entries);
    const personNames = new Map(people?.map(({ id, name }) => [id, name]));
    return {
      at: ({ center }) => (center === null ? "" : places.center(center)),
      tenant: ({ center, tenant }) => (tenant === null ? "" : places.tenant(center, tenant)),
      actor: ({ actor }) =>
        actor.kind === "person" ? actor.name : intl.formatMessage({ id: `desk.audit.actor.${actor.kind}` }),
      action: ({ action }) => intl.formatMessage({ id: `audit.${action}` }),
      outcome: ({ outcome }) => intl.formatMessage({ id: `desk.audit.outcome.${outcome}` }),
      subject: (entry) => {
        const { subject, center } = entry;
        const [, kind, id = ""] = /^(tenant|center)\/(.+)$/.exec(subject) ?? [];
        if (kind === "tenant") return places.tenant(center, id);
        if (kind === "center") return places.center(id);
        return personNames.get(subject) ?? names.get(subjectKey(entry)) ?? subject;
      },
    };
  }, [intl, entries, people, places]);
}
