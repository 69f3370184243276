import type { Person } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { LinkOnce } from "./link-once.tsx";

const actions = ["endSessions", "reset", "disable"] as const;
type Action = (typeof actions)[number];

/** Ending sessions, resetting and disabling; each says what it does and asks once. */
export function PersonActions({ person }: { person: Person }) {
  const intl = useIntl();
  const [asked, ask] = useState<Action | null>(null);
  const { run, endSessions, reset } = usePersonActions(person.id, () => ask(null));
  const failure = run.error && describeFailure(run.error);
  if (reset.data) return <LinkOnce url={reset.data.url} name={reset.data.person.name} onDone={reset.reset} />;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => (
          <Button
            key={action}
            aria-pressed={asked === action}
            className="aria-pressed:bg-raised aria-pressed:font-medium"
            onClick={() => ask(action)}
          >
            {intl.formatMessage({ id: `desk.person.${action}` })}
          </Button>
        ))}
      </div>
      {endSessions.data && (
        <p role="status" className="text-sm">
          {intl.formatMessage({ id: "desk.person.ended" }, { count: endSessions.data.ended })}
        </p>
      )}
      {asked && (
        <div className="grid gap-3 border-t border-rule pt-3">
          <p>{intl.formatMessage({ id: `desk.person.${asked}.sure` }, { name: person.name })}</p>
          <div className="flex gap-2">
            <Button look="strong" disabled={run.isPending} onClick={() => run.start(asked)}>
              {intl.formatMessage({ id: `desk.person.${asked}` })}
            </Button>
            <Button onClick={() => ask(null)}>{intl.formatMessage({ id: "desk.cancel" })}</Button>
          </div>
        </div>
      )}
      <Refusal failure={failure} faults={sortFaults(failure, [])} />
    </div>
  );
}

function usePersonActions(person: string, onDone: () => void) {
  const queries = useQueryClient();
  const onSuccess = async () => {
    onDone();
    await queries.invalidateQueries({ queryKey: api.people.key() });
  };
  const endSessions = useMutation({ ...api.people.endSessions.mutationOptions(), onSuccess });
  const reset = useMutation({ ...api.people.reset.mutationOptions(), onSuccess });
  const disable = useMutation({ ...api.people.disable.mutationOptions(), onSuccess });
  const all = { endSessions, reset, disable };
  const run = {
    error: endSessions.error ?? reset.error ?? disable.error,
    isPending: endSessions.isPending || reset.isPending || disable.isPending,
    start: (action: Action) => all[action].mutate({ person }),
  };
  return { run, endSessions, reset };
}
