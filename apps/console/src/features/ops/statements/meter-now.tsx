import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { windowOfMonth } from "./months.ts";

/** Brings the ledger up to what samples and leases say of the month; a second time changes nothing. */
export function MeterNow({ month, nowMs }: { month: string; nowMs: number }) {
  const intl = useIntl();
  const { id: center, timeZone } = useOpsCenter();
  const queries = useQueryClient();
  const window = windowOfMonth(month, timeZone);
  const meter = useMutation({
    ...api.billing.meter.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.billing.key() }),
  });
  const failure = meter.error && describeFailure(meter.error);
  if (!window || window.fromMs >= nowMs) return null;
  const run = () =>
    meter.mutate({
      center,
      from: new Date(window.fromMs).toISOString(),
      to: new Date(Math.min(nowMs, window.toMs)).toISOString(),
    });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <Button disabled={meter.isPending} onClick={run}>
        {intl.formatMessage({ id: meter.isPending ? "desk.meter.working" : "desk.meter.now" })}
      </Button>
      <span role="status" className="text-faint">
        {meter.data
          ? intl.formatMessage(
              { id: "desk.meter.done" },
              { appended: meter.data.appended, reversed: meter.data.reversed, head: meter.data.head },
            )
          : intl.formatMessage({ id: "desk.meter.what" })}
      </span>
      <Refusal failure={failure} faults={sortFaults(failure, [])} />
    </div>
  );
}
