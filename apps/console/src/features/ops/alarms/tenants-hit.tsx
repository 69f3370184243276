import type { AlarmView } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useOpsCenter } from "../ops-center.tsx";

/** Who is hit, by name: whoever holds any of what the alarm is about. */
export function TenantsHit({ alarm }: { alarm: AlarmView }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const hit = useQuery(api.alarms.tenants.queryOptions({ input: { center, alarm: alarm.id } }));
  const failure = hit.error && describeFailure(hit.error);
  const more = hit.data ? hit.data.total - hit.data.tenants.length : 0;
  return (
    <section className="grid gap-1 text-sm" aria-label={intl.formatMessage({ id: "alarms.hit" })}>
      <h3 className="text-faint">{intl.formatMessage({ id: "alarms.hit" })}</h3>
      {hit.isPending && <Skeleton lines={1} />}
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      {hit.data && (
        <p>
          {hit.data.tenants.map(({ id, name, nameZh }, at) => (
            <Fragment key={id}>
              {at > 0 && " · "}
              <Link to="/ops/tenants" search={{ open: id }} className="underline">
                {intl.locale.startsWith("zh") ? (nameZh ?? name) : name}
              </Link>
            </Fragment>
          ))}
          {more > 0 && ` · ${intl.formatMessage({ id: "alarms.hit.more" }, { count: more })}`}
        </p>
      )}
    </section>
  );
}
