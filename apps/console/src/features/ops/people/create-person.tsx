import type { StaffRole } from "@aidc/contract";
import { staffRoles } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { LinkOnce } from "./link-once.tsx";

const noRole = "";

/** `""` in a select is nobody's role. */
function readRole(value: string): StaffRole | null {
  return staffRoles.find((role) => role === value) ?? null;
}

export function RoleField(props: {
  value: StaffRole | null;
  fault: string | undefined;
  onChange: (role: StaffRole | null) => void;
}) {
  const { value, fault, onChange } = props;
  const intl = useIntl();
  return (
    <SelectField
      label={intl.formatMessage({ id: "desk.person.role" })}
      hint={intl.formatMessage({ id: `desk.person.role.${value ?? "none"}.what` })}
      value={value ?? noRole}
      fault={fault}
      options={[
        { value: noRole, text: intl.formatMessage({ id: "desk.role.none" }) },
        ...staffRoles.map((role) => ({ value: role, text: intl.formatMessage({ id: `desk.role.${role}` }) })),
      ]}
      onChange={({ target }) => onChange(readRole(target.value))}
    />
  );
}

/** A new account: afterwards its link is shown, once. */
export function CreatePersonForm({ onDone }: { onDone: () => void }) {
  const intl = useIntl();
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [staffRole, setStaffRole] = useState<StaffRole | null>(null);
  const create = useMutation({
    ...api.people.create.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.people.key() }),
  });
  const failure = create.error && describeFailure(create.error);
  const faults = sortFaults(failure, ["email", "name", "staffRole"], "email");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ email: email.trim(), name: name.trim(), staffRole });
  };
  if (create.data) return <LinkOnce url={create.data.url} name={create.data.person.name} onDone={onDone} />;
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <TextField
        label={intl.formatMessage({ id: "column.name" })}
        value={name}
        required
        maxLength={200}
        autoComplete="off"
        fault={faults.at.name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        type="email"
        label={intl.formatMessage({ id: "desk.member.column.email" })}
        value={email}
        required
        maxLength={254}
        autoComplete="off"
        fault={faults.at.email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <RoleField value={staffRole} fault={faults.at.staffRole} onChange={setStaffRole} />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "desk.person.create" })}
        isBusy={create.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
