import { useMutation } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { Button } from "../../ui/button.tsx";
import { FailureNote } from "../../ui/failure-note.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { NewWallLink } from "./walls/new-wall-link.tsx";

/** Creates a display-only link and shows it once; a link in the wrong hands is taken back at once. */
export function WallLink({ centerId }: { centerId: string }) {
  const intl = useIntl();
  const create = useMutation(api.access.createWall.mutationOptions());
  const revoke = useMutation(api.access.revokeWall.mutationOptions());
  const error = create.error ?? revoke.error;
  const failure = error && describeFailure(error);
  const close = () => {
    create.reset();
    revoke.reset();
  };
  return (
    <>
      <Button look="quiet" onClick={() => create.mutate({ center: centerId })} disabled={create.isPending}>
        {intl.formatMessage({ id: "ops.wall.create" })}
      </Button>
      <Sheet
        isOpen={!create.isIdle && !create.isPending}
        onClose={close}
        title={intl.formatMessage({ id: "ops.wall.created" })}
        place="middle"
      >
        {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
        {create.data && (
          <div className="grid gap-3">
            <NewWallLink url={create.data.url}>
              <Button
                look="quiet"
                disabled={!revoke.isIdle}
                onClick={() => revoke.mutate({ center: centerId, wall: create.data.id })}
              >
                {intl.formatMessage({ id: "desk.wall.revoke" })}
              </Button>
            </NewWallLink>
            {revoke.data && <p role="status">{intl.formatMessage({ id: "desk.wall.revoked" })}</p>}
          </div>
        )}
      </Sheet>
    </>
  );
}
