import type { Stranded } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Choice } from "../../../ui/choice.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { StrandedTable } from "./stranded-table.tsx";

const route = getRouteApi("/ops/racks");
const gangs = ["1", "8", "16", "32"] as const;

/** What of the floor cannot be used, and what binds where: sentences first, then the racks behind them. */
export function StrandedView() {
  const intl = useIntl();
  const navigate = route.useNavigate();
  const center = useOpsCenter();
  const { gang = 8 } = route.useSearch();
  const stranded = useQuery({
    ...api.floor.stranded.queryOptions({ input: { center: center.id, gang } }),
    placeholderData: (before) => before,
  });
  const failure = stranded.error && describeFailure(stranded.error);
  if (failure)
    return (
      <FailureNote
        code={failure.code}
        requestId={failure.requestId}
        onRetry={() => void stranded.refetch()}
      />
    );
  if (!stranded.data) return <Skeleton lines={12} />;
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <span className="text-faint">{intl.formatMessage({ id: "stranded.gang" })}</span>
        <Choice
          label={intl.formatMessage({ id: "stranded.gang" })}
          value={String(gang)}
          options={[...new Set<string>([...gangs, String(gang)])].map((value) => ({ value, text: value }))}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, gang: Number(value) }) })}
        />
      </div>
      <Sentences stranded={stranded.data} />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Section title={intl.formatMessage({ id: "ops.racks" })}>
          <StrandedTable racks={stranded.data.racks} centerId={center.id} />
        </Section>
        <Gangs gangs={stranded.data.gangs} />
      </div>
    </div>
  );
}

/** One sentence for each measure that binds somewhere; then what is left to use, and what was not judged. */
function Sentences({ stranded }: { stranded: Stranded }) {
  const intl = useIntl();
  const words = useWords();
  const { node, gang, groups, usableNodes, unknownRacks, coolingUnknownRacks } = stranded;
  if (!node) return <p className="text-soft">{intl.formatMessage({ id: "stranded.node.none" })}</p>;
  return (
    <div className="grid gap-1">
      {groups.map(({ binds, racks, cards, powerW }) => (
        <p key={binds} className="text-lg font-semibold">
          {intl.formatMessage(
            { id: `stranded.sentence.${binds}` },
            { racks, cards, gang, power: words.quantity(powerW, "W") },
          )}
        </p>
      ))}
      {groups.length === 0 && (
        <p className="text-lg font-semibold">{intl.formatMessage({ id: "stranded.none" })}</p>
      )}
      <p>
        {intl.formatMessage({ id: "stranded.room" }, { nodes: usableNodes, cards: usableNodes * node.cards })}
      </p>
      <p className="text-sm text-faint">
        {intl.formatMessage(
          { id: "stranded.node" },
          { height: node.heightU, power: words.quantity(node.powerW, "W"), cards: node.cards },
        )}
        {node.model === null ? "" : ` (${node.model})`}
        {": "}
        {intl.formatMessage({ id: `stranded.node.${node.origin}` })}
        {". "}
        {unknownRacks > 0 && intl.formatMessage({ id: "stranded.unknown" }, { count: unknownRacks })}{" "}
        {coolingUnknownRacks > 0 &&
          intl.formatMessage({ id: "stranded.cooling.unknown" }, { count: coolingUnknownRacks })}
      </p>
    </div>
  );
}

function Gangs({ gangs: rows }: Pick<Stranded, "gangs">) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "stranded.gangs" })}>
      <Table>
        <thead>
          <tr>
            {(["gang", "free", "usable", "lost"] as const).map((id) => (
              <HeadCell key={id} isNumber>
                {intl.formatMessage({ id: `stranded.column.${id}` })}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ gang, freeCards, gangCards }) => (
            <tr key={gang}>
              <CountCell value={gang} />
              <CountCell value={freeCards} />
              <CountCell value={gangCards} />
              <Cell isNumber>
                <Reading
                  value={freeCards === 0 ? null : 1 - gangCards / freeCards}
                  unit="ratio"
                  reason="no_inventory"
                />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function CountCell({ value }: { value: number }) {
  return (
    <Cell isNumber>
      <Reading value={value} unit="count" />
    </Cell>
  );
}
