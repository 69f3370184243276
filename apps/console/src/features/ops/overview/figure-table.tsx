import type { Figure } from "@aidc/contract";
import { figureNameSchema, figureNames } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Coverage } from "../../../ui/csv-part.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { OriginLink } from "../explain/origin-link.tsx";
import { shownUnit } from "../explain/origins.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { PeriodTools } from "../period-tools.tsx";
import { useOpsWindow } from "../use-window.ts";

/** Every figure of a period with how much of the period it rests on and how well it is known. */
export function FigureTable() {
  const intl = useIntl();
  const center = useOpsCenter();
  const period = useOpsWindow("today");
  const { window } = period;
  const figures = useQuery({
    ...api.centers.figures.queryOptions({
      input: { center: center.id, from: window?.from ?? "", to: window?.to ?? "" },
    }),
    enabled: window !== null,
    placeholderData: (before) => before,
  });
  const failure = figures.error && describeFailure(figures.error);
  return (
    <Section title={intl.formatMessage({ id: "ops.figures" })} aside={<PeriodTools period={period} />}>
      {figures.isPending && <Skeleton lines={figureNames.length} />}
      {failure && (
        <FailureNote
          code={failure.code}
          requestId={failure.requestId}
          onRetry={() => void figures.refetch()}
        />
      )}
      {figures.data && (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "column.figure" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "column.value" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "ops.figures.covered" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "column.status" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "column.grade" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {figureNames.map((name) => {
              const figure = figures.data[name];
              return figure && <FigureRow key={name} figure={figure} />;
            })}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function FigureRow({ figure }: { figure: Figure }) {
  const intl = useIntl();
  const words = useWords();
  const name = figureNameSchema.safeParse(figure.name);
  if (!name.success) return null;
  const unknown = figure.value === null;
  return (
    <tr>
      <Cell>{intl.formatMessage({ id: `figure.${name.data}` })}</Cell>
      <Cell isNumber>
        <OriginLink origin={name.data}>
          <strong className="font-semibold">
            <Reading value={figure.value} unit={shownUnit(figure.name, figure.unit)} reason={figure.reason} />
          </strong>
        </OriginLink>
      </Cell>
      <Cell isNumber>
        <Coverage of={figure.coverage} show={words.coverage} />
      </Cell>
      <Cell isFaint>
        {unknown ? words.reason(figure.reason) : intl.formatMessage({ id: `status.${figure.status}` })}
      </Cell>
      <Cell isFaint>{words.grade(figure.grade)}</Cell>
    </tr>
  );
}
