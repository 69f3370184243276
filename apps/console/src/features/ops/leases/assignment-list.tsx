import type { Assignment, Lease } from "@aidc/contract";
import { holdsAt, intervalOf } from "@aidc/domain";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cell, Table } from "../../../ui/table.tsx";
import { readMoment, writeMoment } from "../center-moment.ts";
import { FormButtons } from "../form-buttons.tsx";
import { MomentField } from "../moment-field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { HeldPlace } from "./place-links.tsx";
import { useLeasesChanged } from "./use-lease-change.ts";
import { useLeaseWords } from "./use-lease-words.ts";

const keyOf = ({ rack, accelerator, from }: Assignment) => `${rack ?? accelerator} ${from}`;

/** What a lease holds by name, and the way to let go of it. */
export function AssignmentList(props: { lease: Lease; assignments: readonly Assignment[]; nowMs: number }) {
  const { assignments, nowMs } = props;
  const intl = useIntl();
  const [asked, ask] = useState<string | null>(null);
  const [showsEnded, setShowsEnded] = useState(false);
  const isEnded = ({ to }: Assignment) => to !== null && Date.parse(to) <= nowMs;
  const ended = assignments.filter(isEnded).length;
  const held = assignments.filter((assignment) => holdsAt(intervalOf(assignment), nowMs)).length;
  const shown = assignments
    .filter((assignment) => showsEnded || !isEnded(assignment))
    .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), "en", { numeric: true }));
  const aside = assignments.length > 0 && (
    <span className="num text-sm text-faint">
      {intl.formatMessage({ id: "desk.assign.held" }, { count: held })}
    </span>
  );
  return (
    <Section title={intl.formatMessage({ id: "desk.assign.title" })} aside={aside}>
      {assignments.length === 0 && (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.assign.none" })}</p>
      )}
      <Table>
        <tbody>
          {shown.map((assignment) => (
            <AssignmentRow
              key={keyOf(assignment)}
              assignment={assignment}
              canEnd={!isEnded(assignment)}
              isAsked={asked === keyOf(assignment)}
              nowMs={nowMs}
              onAsk={(isAsked) => ask(isAsked ? keyOf(assignment) : null)}
            />
          ))}
        </tbody>
      </Table>
      {ended > 0 && !showsEnded && (
        <Button look="quiet" onClick={() => setShowsEnded(true)}>
          {intl.formatMessage({ id: "desk.assign.ended" }, { count: ended })}
        </Button>
      )}
    </Section>
  );
}

function AssignmentRow(props: {
  assignment: Assignment;
  canEnd: boolean;
  isAsked: boolean;
  nowMs: number;
  onAsk: (isAsked: boolean) => void;
}) {
  const { assignment, canEnd, isAsked, nowMs, onAsk } = props;
  const intl = useIntl();
  const words = useLeaseWords();
  const { rack, accelerator } = assignment;
  const name = rack ?? accelerator ?? "";
  return (
    <>
      <tr>
        <Cell>
          <HeldPlace assignment={assignment} />
        </Cell>
        <Cell isNumber>{words.interval(assignment)}</Cell>
        <Cell isNumber>
          {canEnd && (
            <Button
              look="quiet"
              aria-label={intl.formatMessage({ id: "desk.assign.end.title" }, { what: name })}
              aria-expanded={isAsked}
              onClick={() => onAsk(!isAsked)}
            >
              {intl.formatMessage({ id: "desk.assign.end" })}
            </Button>
          )}
        </Cell>
      </tr>
      {isAsked && (
        <tr>
          <td colSpan={3}>
            <EndForm assignment={assignment} name={name} nowMs={nowMs} onDone={() => onAsk(false)} />
          </td>
        </tr>
      )}
    </>
  );
}

function EndForm(props: { assignment: Assignment; name: string; nowMs: number; onDone: () => void }) {
  const { assignment, name, nowMs, onDone } = props;
  const intl = useIntl();
  const { id: center, timeZone } = useOpsCenter();
  const [at, setAt] = useState(() => writeMoment(Math.max(nowMs, Date.parse(assignment.from)), timeZone));
  const changed = useLeasesChanged();
  const end = useMutation({
    ...api.leasing.endAssignment.mutationOptions(),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const failure = end.error && describeFailure(end.error);
  const faults = sortFaults(failure, ["at"], "at");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const instant = readMoment(at, timeZone);
    if (instant === null) return;
    const { lease, rack, accelerator } = assignment;
    const what = rack === undefined ? { accelerator: accelerator ?? "" } : { rack };
    end.mutate({ center, lease, ...what, at: instant });
  };
  return (
    <form className="grid gap-3 py-3" onSubmit={submit}>
      <MomentField
        label={intl.formatMessage({ id: "desk.assign.end.title" }, { what: name })}
        value={at}
        required
        fault={faults.at.at}
        onChange={setAt}
      />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "desk.assign.end" })}
        isBusy={end.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
