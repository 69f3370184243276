import type { Member } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { useOfTenant } from "../my-tenant.tsx";
import { Confirm } from "./confirm.tsx";

/** Ending a place closes the person's open pages of this tenant within a second; what they did stays on record. */
export function EndMember({ member, onDone }: { member: Member; onDone: () => void }) {
  const intl = useIntl();
  const own = useOfTenant();
  const queries = useQueryClient();
  const end = useMutation({
    ...api.team.endMember.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.team.members.key() });
      onDone();
    },
  });
  return (
    <Confirm
      question={intl.formatMessage({ id: "my.member.end.sure" }, { name: member.name })}
      action={intl.formatMessage({ id: "my.member.end" })}
      error={end.error}
      isBusy={end.isPending}
      onYes={() => end.mutate({ ...own, person: member.person })}
      onNo={onDone}
    />
  );
}
