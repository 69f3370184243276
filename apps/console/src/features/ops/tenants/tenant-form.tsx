import type { Tenant } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { TextField } from "../../../ui/field.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { draftOf, StandingFields, standingOf } from "./standing-fields.tsx";

/**
 * Creates a tenant, or changes one. The id is for ever: it is in addresses, leases and statements.
 * @param taken ids that exist, so that creating never changes one by accident
 */
export function TenantForm(props: { tenant: Tenant | null; taken: readonly string[]; onDone: () => void }) {
  const { tenant, taken, onDone } = props;
  const intl = useIntl();
  const [id, setId] = useState(tenant?.id ?? "");
  const [name, setName] = useState(tenant?.name ?? "");
  const [nameZh, setNameZh] = useState(tenant?.nameZh ?? "");
  const [standing, setStanding] = useState(() => draftOf(tenant));
  const stated = standingOf(tenant, standing);
  const draft = { id, name, nameZh, stated, taken: tenant ? [] : taken };
  const { submit, set, isTaken } = useSetTenant({ ...draft, onDone });
  const failure = set.error && describeFailure(set.error);
  const faults = sortFaults(failure, ["tenant", "name", "nameZh", "class", "industry", "since"]);
  const idFault = isTaken ? intl.formatMessage({ id: "desk.tenants.taken" }) : faults.at.tenant;
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <TextField
        label={intl.formatMessage({ id: "desk.tenants.name" })}
        value={name}
        required
        maxLength={200}
        fault={faults.at.name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={intl.formatMessage({ id: "desk.tenants.nameZh" })}
        value={nameZh}
        maxLength={200}
        fault={faults.at.nameZh}
        onChange={({ target }) => setNameZh(target.value)}
      />
      <StandingFields tenant={tenant} draft={standing} faults={faults.at} onChange={setStanding} />
      {!tenant && (
        <TextField
          label={intl.formatMessage({ id: "desk.tenants.id" })}
          hint={intl.formatMessage({ id: "desk.tenants.id.hint" })}
          value={id}
          required
          maxLength={160}
          fault={idFault}
          onChange={({ target }) => setId(target.value)}
        />
      )}
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: tenant ? "desk.save" : "desk.tenants.create" })}
        isBusy={set.isPending}
        onCancel={onDone}
      />
    </form>
  );
}

function useSetTenant(draft: {
  id: string;
  name: string;
  nameZh: string;
  stated: ReturnType<typeof standingOf>;
  taken: readonly string[];
  onDone: () => void;
}) {
  const { id, name, nameZh, stated, taken, onDone } = draft;
  const center = useOpsCenter();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isTaken = taken.includes(id.trim());
  const set = useMutation({
    ...api.tenants.set.mutationOptions(),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: api.tenants.key() });
      onDone();
      await navigate({
        to: "/ops/tenants/$center/$tenant",
        params: { center: center.id, tenant: made.id },
        search: {},
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isTaken) return;
    const zh = nameZh.trim();
    const names = { name: name.trim(), ...(zh !== "" && { nameZh: zh }) };
    set.mutate({ center: center.id, tenant: id.trim(), ...names, ...stated });
  };
  return { submit, set, isTaken };
}
