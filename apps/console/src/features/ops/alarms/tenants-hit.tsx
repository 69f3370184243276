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

/** Who is hit, by name: whoever holds any of what the alarm is about, and whoever may because nobody said where. */
export function TenantsHit({ alarm }: { alarm: AlarmView }) {
  const { id: center } = useOpsCenter();
  const { atLeast, atMost } = alarm.exposure.tenants;
  const hit = useQuery(api.alarms.tenants.queryOptions({ input: { center, alarm: alarm.id } }));
  const failure = hit.error && describeFailure(hit.error);
  if (hit.isPending) return <Skeleton lines={1} />;
  if (failure) return <FailureNote code={failure.code} requestId={failure.requestId} />;
  return (
    <>
      {atLeast > 0 && hit.data && <Named head="alarms.hit" of={hit.data} />}
      {atMost > atLeast && hit.data && <Named head="alarms.hit.possible" of={hit.data.possible} />}
    </>
  );
}

interface Named {
  readonly tenants: readonly { readonly id: string; readonly name: string; readonly nameZh: string | null }[];
  readonly total: number;
}

function Named({ head, of }: { head: "alarms.hit" | "alarms.hit.possible"; of: Named }) {
  const intl = useIntl();
  const more = of.total - of.tenants.length;
  return (
    <section className="grid gap-1 text-sm" aria-label={intl.formatMessage({ id: head })}>
      <h3 className="text-faint">{intl.formatMessage({ id: head })}</h3>
      <p>
        {of.tenants.map(({ id, name, nameZh }, at) => (
          <Fragment key={id}>
            {at > 0 && " · "}
            <Link to="/ops/tenants" search={{ open: id }} className="underline">
              {intl.locale.startsWith("zh") ? (nameZh ?? name) : name}
            </Link>
          </Fragment>
        ))}
        {more > 0 && ` · ${intl.formatMessage({ id: "alarms.hit.more" }, { count: more })}`}
      </p>
    </section>
  );
}
