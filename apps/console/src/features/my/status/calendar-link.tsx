import { useMutation } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { useOfTenant } from "../my-tenant.tsx";

/** A link for a calendar program, shown once; a new one ends the one before. */
export function CalendarLink() {
  const intl = useIntl();
  const own = useOfTenant();
  const create = useMutation(api.my.createCalendar.mutationOptions());
  const revoke = useMutation(api.my.revokeCalendar.mutationOptions());
  const error = create.error ?? revoke.error;
  const make = () => {
    revoke.reset();
    create.mutate(own);
  };
  const end = () => {
    create.reset();
    revoke.mutate(own);
  };
  return (
    <div className="grid max-w-3xl gap-3">
      <p className="text-sm text-soft">{intl.formatMessage({ id: "my.calendar.how" })}</p>
      {create.data && (
        <div className="grid gap-2">
          <p className="text-sm font-medium">{intl.formatMessage({ id: "my.once" })}</p>
          <code className="select-all break-all rounded border border-rule bg-raised p-3 text-sm">
            {create.data.url}
          </code>
          <div>
            <CopyButton text={create.data.url} />
          </div>
        </div>
      )}
      {revoke.data && (
        <p role="status" className="text-sm">
          {intl.formatMessage({ id: revoke.data.revoked ? "my.calendar.revoked" : "my.calendar.nothing" })}
        </p>
      )}
      {error && <FailureNote {...describeFailure(error)} />}
      <div className="flex flex-wrap gap-2">
        <Button onClick={make} disabled={create.isPending}>
          {intl.formatMessage({ id: "my.calendar.create" })}
        </Button>
        <Button look="quiet" onClick={end} disabled={revoke.isPending}>
          {intl.formatMessage({ id: "my.calendar.revoke" })}
        </Button>
      </div>
    </div>
  );
}
