import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useOpsCenter } from "../ops-center.tsx";

/** Asked once more, because nobody can give a revoked link back to the screens that show it. */
export function RevokeWall({ wall, name, onDone }: { wall: string; name: string; onDone: () => void }) {
  const intl = useIntl();
  const queries = useQueryClient();
  const center = useOpsCenter();
  const revoke = useMutation({
    ...api.access.revokeWall.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.alarms.walls.key() });
      onDone();
    },
  });
  const failure = revoke.error && describeFailure(revoke.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    revoke.mutate({ center: center.id, wall });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <p>{intl.formatMessage({ id: "screens.revoke.sure" }, { name })}</p>
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      <FormButtons
        action={intl.formatMessage({ id: "desk.wall.revoke" })}
        isBusy={revoke.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
