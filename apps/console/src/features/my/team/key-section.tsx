import type { TenantKey } from "@aidc/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useOfTenant } from "../my-tenant.tsx";
import { Confirm } from "./confirm.tsx";
import { KeyForm } from "./key-form.tsx";
import { KeyTable } from "./key-table.tsx";

/** Keys for the tenant's own programs: they read what a member reads and change nothing. */
export function KeySection() {
  const intl = useIntl();
  const own = useOfTenant();
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<TenantKey | null>(null);
  const keys = useQuery(api.team.keys.queryOptions({ input: own }));
  const create = () => setCreating(true);
  return (
    <Section
      title={intl.formatMessage({ id: "my.keys" })}
      aside={<Button onClick={create}>{intl.formatMessage({ id: "my.key.create" })}</Button>}
    >
      <p className="mb-2 max-w-3xl text-sm text-faint">{intl.formatMessage({ id: "my.keys.what" })}</p>
      <Asked query={keys} lines={3}>
        {(list) =>
          list.length === 0 ? (
            <EmptyNote title={intl.formatMessage({ id: "my.keys.none" })} />
          ) : (
            <KeyTable keys={list} onRevoke={setRevoking} />
          )
        }
      </Asked>
      <Sheet
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        title={intl.formatMessage({ id: "my.key.create" })}
        place="middle"
      >
        <KeyForm onDone={() => setCreating(false)} />
      </Sheet>
      <Sheet
        isOpen={revoking !== null}
        onClose={() => setRevoking(null)}
        title={intl.formatMessage({ id: "my.key.revoke" })}
        place="middle"
      >
        {revoking && <RevokeKey tenantKey={revoking} onDone={() => setRevoking(null)} />}
      </Sheet>
    </Section>
  );
}

function RevokeKey({ tenantKey, onDone }: { tenantKey: TenantKey; onDone: () => void }) {
  const intl = useIntl();
  const own = useOfTenant();
  const queries = useQueryClient();
  const revoke = useMutation({
    ...api.team.revokeKey.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.team.keys.key() });
      onDone();
    },
  });
  return (
    <Confirm
      question={intl.formatMessage({ id: "my.key.revoke.sure" }, { name: tenantKey.name })}
      action={intl.formatMessage({ id: "my.key.revoke" })}
      error={revoke.error}
      isBusy={revoke.isPending}
      onYes={() => revoke.mutate({ ...own, key: tenantKey.id })}
      onNo={onDone}
    />
  );
}
