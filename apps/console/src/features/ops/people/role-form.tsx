import type { Person, StaffRole } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { RoleField } from "./create-person.tsx";

/** Gives, changes or takes a staff role; what they have open follows within a second. */
export function RoleForm({ person }: { person: Person }) {
  const intl = useIntl();
  const queries = useQueryClient();
  const [staffRole, setStaffRole] = useState<StaffRole | null>(person.staffRole);
  const set = useMutation({
    ...api.people.setStaffRole.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.people.key() }),
  });
  const failure = set.error && describeFailure(set.error);
  const faults = sortFaults(failure, ["staffRole"], "staffRole");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({ person: person.id, staffRole });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <RoleField value={staffRole} fault={faults.at.staffRole} onChange={setStaffRole} />
      <Refusal failure={failure} faults={faults} />
      <div>
        <Button type="submit" disabled={set.isPending || staffRole === person.staffRole}>
          {intl.formatMessage({ id: "desk.save" })}
        </Button>
      </div>
    </form>
  );
}
