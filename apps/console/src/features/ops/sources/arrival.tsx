import type { sourcesSchema } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { writeSeries } from "./write-series.ts";

type Sources = z.infer<typeof sourcesSchema>;

const lookEveryMs = 2_000;
const examples = 5;

/** Waits for the first sample of a new key, then names what was recognised and what was not. */
export function Arrival({
  centerId,
  keyId,
  onDone,
}: {
  centerId: string;
  keyId: string;
  onDone: () => void;
}) {
  const intl = useIntl();
  const sources = useQuery(
    api.sources.list.queryOptions({
      input: { center: centerId },
      refetchInterval: lookEveryMs,
      staleTime: 0,
    }),
  );
  const source = sources.data?.sources.find(({ id }) => id === keyId);
  if (!source || source.acceptedSamples === 0) return <Waiting />;
  const { name, seriesBound, seriesUnmatched } = source;
  const own = sources.data?.unmatched.filter((series) => series.source === name) ?? [];
  return (
    <div role="status" className="grid gap-2 border-t border-rule pt-3">
      <p className="flex items-center gap-2 font-medium">
        <StateMark mark="normal" />
        {intl.formatMessage({ id: "sources.connect.arrived" }, { name })}
      </p>
      <p>
        {seriesBound > 0
          ? intl.formatMessage({ id: "sources.connect.recognised" }, { count: seriesBound })
          : intl.formatMessage({ id: "sources.connect.nothing.recognised" })}
      </p>
      {seriesUnmatched > 0 && <Ignored count={seriesUnmatched} series={own} />}
      <div>
        <Button look="strong" onClick={onDone}>
          {intl.formatMessage({ id: "sources.connect.done" })}
        </Button>
      </div>
    </div>
  );
}

function Waiting() {
  const intl = useIntl();
  return (
    <div role="status" className="border-t border-rule pt-3">
      <p className="flex items-center gap-2 font-medium">
        <StateMark mark="unknown" />
        {intl.formatMessage({ id: "sources.connect.waiting" })}
      </p>
      <p className="text-sm text-faint">{intl.formatMessage({ id: "sources.connect.hint" })}</p>
    </div>
  );
}

function Ignored({ count, series }: { count: number; series: Sources["unmatched"] }) {
  const intl = useIntl();
  return (
    <div className="text-sm text-faint">
      <p>{intl.formatMessage({ id: "sources.connect.ignored" }, { count })}</p>
      <ul>
        {series.slice(0, examples).map(({ id, labels }) => (
          <li key={id}>
            <code className="break-all text-xs">{writeSeries(labels)}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
