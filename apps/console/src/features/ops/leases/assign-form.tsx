import type { CenterDocument, Lease } from "@aidc/contract";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useId, useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Choice } from "../../../ui/choice.tsx";
import { TextField } from "../../../ui/field.tsx";
import { readMoment, writeMoment } from "../center-moment.ts";
import { FormButtons } from "../form-buttons.tsx";
import { MomentField } from "../moment-field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { useLeasesChanged } from "./use-lease-change.ts";
import { useCenterDocument } from "./use-leases.ts";

const kinds = ["rack", "accelerator"] as const;
type Kind = (typeof kinds)[number];

/** Lets a lease hold a rack or an accelerator by name. Who holds it already is the server's answer, at the field. */
export function AssignForm({ lease, nowMs, onDone }: { lease: Lease; nowMs: number; onDone: () => void }) {
  const intl = useIntl();
  const { id: center, timeZone } = useOpsCenter();
  const [kind, setKind] = useState<Kind>("rack");
  const [target, setTarget] = useState("");
  const [from, setFrom] = useState(() => writeMoment(Math.max(nowMs, Date.parse(lease.from)), timeZone));
  const [to, setTo] = useState(() => (lease.to === null ? "" : writeMoment(Date.parse(lease.to), timeZone)));
  const changed = useLeasesChanged();
  const assign = useMutation({
    ...api.leasing.assign.mutationOptions(),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const failure = assign.error && describeFailure(assign.error);
  const faults = sortFaults(failure, [kind, "from", "to"], kind);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fromAt = readMoment(from, timeZone);
    if (fromAt === null) return;
    const what = kind === "rack" ? { rack: target.trim() } : { accelerator: target.trim() };
    assign.mutate({ center, lease: lease.id, ...what, from: fromAt, to: readMoment(to, timeZone) });
  };
  return (
    <form className="grid gap-4 border-t border-rule pt-4" onSubmit={submit}>
      <Choice
        label={intl.formatMessage({ id: "desk.assign.kind" })}
        value={kind}
        options={kinds.map((value) => ({ value, text: intl.formatMessage({ id: `desk.assign.${value}` }) }))}
        onChange={setKind}
      />
      <TargetField kind={kind} value={target} fault={faults.at[kind]} onChange={setTarget} />
      <div className="grid gap-4 sm:grid-cols-2">
        <MomentField
          label={intl.formatMessage({ id: "desk.lease.from" })}
          value={from}
          required
          fault={faults.at.from}
          onChange={setFrom}
        />
        <MomentField
          label={intl.formatMessage({ id: "desk.lease.to" })}
          value={to}
          fault={faults.at.to}
          onChange={setTo}
        />
      </div>
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "desk.assign.do" })}
        isBusy={assign.isPending}
        onCancel={onDone}
      />
    </form>
  );
}

function TargetField(props: {
  kind: Kind;
  value: string;
  fault: string | undefined;
  onChange: (value: string) => void;
}) {
  const { kind, value, fault, onChange } = props;
  const intl = useIntl();
  const listId = useId();
  const document = useCenterDocument().data;
  const names = useMemo(() => (document ? namesOf(document, kind) : []), [document, kind]);
  return (
    <>
      <TextField
        label={intl.formatMessage({ id: `desk.assign.${kind}` })}
        value={value}
        required
        list={listId}
        autoComplete="off"
        fault={fault}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function namesOf(document: CenterDocument, kind: Kind): string[] {
  if (kind === "rack") return document.racks.map(({ id }) => id);
  return document.servers.flatMap(({ id, accelerators }) =>
    Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => `${id}:${slot}`),
  );
}
