import type { Figure } from "@aidc/contract";
import { caveatOf, isShare, printedFigure } from "@aidc/domain";
import { useIntl } from "react-intl";
import { CsvPart, Exact } from "../../../ui/csv-part.tsx";
import { Cell } from "../../../ui/table.tsx";
import { useSay } from "../use-say.ts";

interface Props {
  readonly id: string;
  readonly figure: Figure | undefined;
  readonly digits: number;
  /** Of a total: over how many centers it is. */
  readonly counted?: { readonly counted: number; readonly all: number };
}

/** A figure of a center or of the region; in a file its number, its category and what must be read with it. */
export function ValueCell({ id, figure, digits, counted }: Props) {
  const intl = useIntl();
  const say = useSay();
  if (!figure) return <Cell>{""}</Cell>;
  const { text, unit } = printedFigure(figure, digits);
  const caveat = caveatOf(figure);
  const isKnown = figure.value !== null;
  return (
    <Cell isNumber>
      <CsvPart name="">
        <Exact value={figure.value} unit={fileUnitOf(figure)}>
          <span title={caveat ? say(caveat) : undefined}>{unit === "%" ? `${text} %` : text}</span>
        </Exact>
      </CsvPart>
      {id === "energy.pue" && isKnown && (
        <span className="ml-1 text-xs font-normal text-faint">
          <CsvPart name={intl.formatMessage({ id: "region.part.category" })}>
            {figure.method.category}
          </CsvPart>
        </span>
      )}
      {caveat && (
        // Beside a dash it stands in the title; a file has no titles.
        <span className="block text-xs font-normal whitespace-normal text-faint" hidden={!isKnown}>
          <CsvPart name={intl.formatMessage({ id: "region.part.caveat" })}>{say(caveat)}</CsvPart>
        </span>
      )}
      {counted && (
        <span className="block text-xs font-normal text-faint">
          <CsvPart name={intl.formatMessage({ id: "region.part.counted" })}>
            {intl.formatMessage({ id: "region.counted" }, counted)}
          </CsvPart>
        </span>
      )}
    </Cell>
  );
}

/** A share is told as one, and what is no share and has no unit needs none. */
export function fileUnitOf(figure: Figure | undefined): string {
  if (!figure || (figure.unit === "ratio" && !isShare(figure))) return "";
  return figure.unit === "count" ? "" : figure.unit;
}
