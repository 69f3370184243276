import type { Figure } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Coverage } from "../../../ui/csv-part.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { nameFigure } from "../origin/figure-origin.tsx";
import { OriginLink } from "../origin/origin-link.tsx";

/** Figures with value, coverage, grade and method; unknown ones with their reason. */
export function FigureTable({ figures }: { figures: Readonly<Record<string, Figure>> }) {
  const intl = useIntl();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "column.figure" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.value" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.coverage" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.status" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.grade" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "explain.method" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {Object.values(figures).map((figure) => (
          <FigureRow key={figure.name} figure={figure} />
        ))}
      </tbody>
    </Table>
  );
}

function FigureRow({ figure }: { figure: Figure }) {
  const intl = useIntl();
  const words = useWords();
  const name = nameFigure(figure.name, intl);
  const state = figure.value === null ? words.reason(figure.reason) : null;
  return (
    <tr>
      <Cell>{name}</Cell>
      <Cell isNumber>
        <OriginLink origin={figure.name} name={name}>
          <strong className="text-lg font-semibold">
            <Reading value={figure.value} unit={figure.unit} reason={figure.reason} />
          </strong>
        </OriginLink>
      </Cell>
      <Cell isNumber>
        <Coverage of={figure.coverage} show={words.coverage} />
      </Cell>
      <Cell isFaint>{state ?? intl.formatMessage({ id: `status.${figure.status}` })}</Cell>
      <Cell isFaint>{words.grade(figure.grade)}</Cell>
      <Cell isFaint>
        <code>{`${figure.method.id} v${figure.method.version}`}</code>
      </Cell>
    </tr>
  );
}
