import type { EnergyFlow } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { nounAndName } from "../../../ui/noun-and-name.ts";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { PeriodTools } from "../period-tools.tsx";
import { useOpsWindow } from "../use-window.ts";
import { FlowPicture } from "./flow-picture.tsx";
import { FlowTable } from "./flow-table.tsx";
import { useFlowWords } from "./use-flow-words.ts";

/** From the grid to the tenants over the period of the page. */
export function FlowSection() {
  const intl = useIntl();
  const center = useOpsCenter();
  const period = useOpsWindow("today");
  const { window } = period;
  const flow = useQuery({
    ...api.power.flow.queryOptions({
      input: { center: center.id, from: window?.from ?? "", to: window?.to ?? "" },
    }),
    enabled: window !== null,
    placeholderData: (before) => before,
  });
  const failure = flow.error && describeFailure(flow.error);
  return (
    <Section title={intl.formatMessage({ id: "power.flow" })} aside={<PeriodTools period={period} />}>
      {flow.isPending && <Skeleton lines={12} />}
      {failure && (
        <FailureNote code={failure.code} requestId={failure.requestId} onRetry={() => void flow.refetch()} />
      )}
      {flow.data && <Flow flow={flow.data} />}
    </Section>
  );
}

function Flow({ flow }: { flow: EnergyFlow }) {
  const intl = useIntl();
  if (flow.nodes.length === 0 && isUnmetered(flow))
    return (
      <EmptyNote title={intl.formatMessage({ id: "power.flow.unmetered" })}>
        <p className="text-sm">{intl.formatMessage({ id: "power.flow.unmetered.do" })}</p>
        <Link to="/ops/sources" className="inline-flex min-h-6 items-center underline">
          {intl.formatMessage({ id: "ops.sources" })}
        </Link>
      </EmptyNote>
    );
  if (flow.nodes.length === 0)
    return (
      <EmptyNote title={intl.formatMessage({ id: "power.flow.none" })}>
        <Silent flow={flow} />
      </EmptyNote>
    );
  return (
    <div className="grid gap-4">
      <Residuals flow={flow} />
      <FlowPicture flow={flow} />
      <Silent flow={flow} />
      <details>
        <summary className="min-h-8 cursor-pointer text-sm text-soft hover:text-ink">
          {intl.formatMessage({ id: "power.flow.table" })}
        </summary>
        <FlowTable flow={flow} />
      </details>
    </div>
  );
}

const supplies: readonly EnergyFlow["unknownLevels"][number][] = ["grid_import", "generator", "pv"];

/** Nothing meters what comes in: where a meter did and was silent, its own level is named too. */
const isUnmetered = ({ unknownLevels }: EnergyFlow): boolean =>
  unknownLevels.includes("facility") && !supplies.some((kind) => unknownLevels.includes(kind));

/** The honesty check in words: how much each level passes on to nobody, or gets from nowhere. */
function Residuals({ flow }: { flow: EnergyFlow }) {
  const intl = useIntl();
  const words = useWords();
  const { levelName } = useFlowWords(flow);
  const share = (ratio: number | null) => (ratio === null ? "" : words.quantity(Math.abs(ratio), "ratio"));
  return (
    <ul className="grid gap-1 text-sm" aria-label={intl.formatMessage({ id: "power.flow.residuals" })}>
      <li className="text-soft">
        {intl.formatMessage(
          { id: "power.flow.coverage" },
          { coverage: words.coverage(flow.coverage), split: words.coverage(flow.splitCoverage) },
        )}
      </li>
      {flow.nodes.some(({ kind }) => kind === "tenant") && (
        <li className="text-soft">{intl.formatMessage({ id: "power.flow.definition" })}</li>
      )}
      {flow.balances
        .filter(({ at }) => at !== "racks")
        .map(({ at, residualKwh, residualRatio }) => (
          <li key={at} data-balance={at} data-negative={residualKwh < 0 ? "" : undefined}>
            {intl.formatMessage(
              { id: residualKwh < 0 ? "power.flow.more" : "power.flow.less" },
              {
                level: levelName(at),
                energy: words.quantity(Math.abs(residualKwh), "kWh"),
                share: share(residualRatio),
              },
            )}
          </li>
        ))}
    </ul>
  );
}

function Silent({ flow }: { flow: EnergyFlow }) {
  const intl = useIntl();
  if (flow.silent.length === 0 && flow.unknownLevels.length === 0) return null;
  const names = flow.silent.map(({ kind, id }) =>
    nounAndName(intl.formatMessage({ id: `subject.${kind}` }), id),
  );
  const unmetered = isUnmetered(flow);
  const levels = flow.unknownLevels
    .filter((kind) => !unmetered || kind !== "facility")
    .map((kind) => intl.formatMessage({ id: `power.flow.${kind}` }, { level: "" }));
  return (
    <MarkedNote mark="warning" title={intl.formatMessage({ id: "power.flow.silent" })}>
      {unmetered && <p>{intl.formatMessage({ id: "power.flow.unmetered" })}</p>}
      {levels.length > 0 && (
        <p>{intl.formatMessage({ id: "power.flow.unknown" }, { levels: intl.formatList(levels) })}</p>
      )}
      {names.length > 0 && <p>{intl.formatList(names.slice(0, 12))}</p>}
      {names.length > 12 && <p>{intl.formatMessage({ id: "power.more" }, { count: names.length - 12 })}</p>}
    </MarkedNote>
  );
}
