import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Section } from "../../../ui/section.tsx";
import { DisagreementTable } from "../power/disagreement-table.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";

const lookEveryMs = 30_000;
const hourMs = 3_600_000;

/**
 * What is measured twice in the rack and does not agree at this moment: whoever reads one of the figures is told at
 * once, and not when the alarm's delay is over. Nothing while they agree.
 */
export function RackDisagreements({ centerId, rackId }: { centerId: string; rackId: string }) {
  const intl = useIntl();
  const nowMs = useDeskNowMs();
  const found = useQuery({
    ...api.power.disagreements.queryOptions({
      input: {
        center: centerId,
        rack: rackId,
        from: isoOf((nowMs ?? hourMs) - hourMs),
        to: isoOf(nowMs ?? hourMs),
      },
      refetchInterval: lookEveryMs,
    }),
    enabled: nowMs !== null,
    placeholderData: (before) => before,
  });
  const breaks = found.data?.breaks.filter(({ now }) => now !== null && now.excessRatio > 0) ?? [];
  if (breaks.length === 0) return null;
  return (
    <Section title={intl.formatMessage({ id: "power.disagreements" })}>
      <DisagreementTable breaks={breaks} />
    </Section>
  );
}

const isoOf = (atMs: number): string => new Date(atMs).toISOString();
