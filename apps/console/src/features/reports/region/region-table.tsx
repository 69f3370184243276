import type { Figure, Region, RegionCenter } from "@aidc/contract";
import { isShare } from "@aidc/domain";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { CsvButton } from "../../../ui/csv-button.tsx";
import { CsvPart } from "../../../ui/csv-part.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useSay } from "../use-say.ts";
import { categoriesOf, TotalRows } from "./total-rows.tsx";
import { fileUnitOf, ValueCell } from "./value-cell.tsx";

type Column = Region["figures"][number];

/** A line a center, then the totals; a column that nobody knows is named below instead of standing empty. */
export function RegionTable({ region }: { region: Region }) {
  const columns = knownColumns(region);
  const isCapacity = ({ id }: Column) => id.startsWith("capacity.");
  return (
    <section className="chapter mt-8 grid grid-cols-1 gap-10">
      <CenterTable region={region} columns={columns.filter((column) => !isCapacity(column))} />
      <CenterTable region={region} columns={columns.filter(isCapacity)} />
    </section>
  );
}

function CenterTable({ region, columns }: { region: Region; columns: readonly Column[] }) {
  const intl = useIntl();
  const say = useSay();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "reports.center" })}</HeadCell>
          {columns.map((column) => (
            <HeadCell key={column.id} isNumber>
              {headOf(column, region, say(column.title))}
            </HeadCell>
          ))}
          <HeadCell>{intl.formatMessage({ id: "region.basis" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {region.centers.map((center) => (
          <CenterRow key={center.id} center={center} columns={columns} period={region.period} />
        ))}
        <TotalRows region={region} columns={columns} />
      </tbody>
    </Table>
  );
}

function CenterRow(props: { center: RegionCenter; columns: readonly Column[]; period: string }) {
  const { center, columns, period } = props;
  const intl = useIntl();
  const say = useSay();
  return (
    <tr>
      <Cell>
        <Link
          to="/reports"
          search={{ center: center.id, period, report: center.number ?? undefined }}
          className="underline decoration-rule hover:decoration-ink"
        >
          <CsvPart name="">{say({ en: center.name, zh: center.nameZh ?? center.name })}</CsvPart>
        </Link>
        <span className="ml-2 text-xs text-faint">
          <CsvPart name={intl.formatMessage({ id: "region.part.zone" })}>{center.timeZone}</CsvPart>
        </span>
      </Cell>
      {columns.map(({ id, digits }) => (
        <ValueCell
          key={id}
          id={id}
          figure={center.figures.find((one) => one.id === id)?.figure}
          digits={digits}
        />
      ))}
      <Cell isFaint>
        {center.number ?? intl.formatMessage({ id: `region.basis.${center.basis}` })}
        {center.origin !== "live" && ` · ${intl.formatMessage({ id: `region.origin.${center.origin}` })}`}
      </Cell>
    </tr>
  );
}

/** What a center knows stands in its line also where it is in no total, as what was simulated is beside a live one. */
export function knownColumns({ figures, totals, centers }: Region): Column[] {
  const told = [...totals, ...centers.flatMap((center) => center.figures)];
  return figures.filter(({ id }) => told.some((one) => one.id === id && one.figure.value !== null));
}

function headOf({ id }: Column, region: Region, title: string): string {
  const figure = region.totals.find((total) => total.id === id)?.figure;
  if (!figure || isShare(figure) || ["ratio", "count", ""].includes(figure.unit)) return title;
  return `${title} (${figure.unit})`;
}

/** Whole numbers as the report prints them; an empty cell is unknown, and its reason stands in the next column. */
export function RegionCsv({ region }: { region: Region }) {
  const intl = useIntl();
  const say = useSay();
  const headOfFile = (id: string) => {
    const unit = fileUnitOf(region.totals.find((total) => total.id === id)?.figure);
    return unit === "" ? id : `${id} (${unit})`;
  };
  const header = ["center", "from", "to", "basis", "content_sha256"].concat(
    region.figures.flatMap(({ id }) => [headOfFile(id), `${id} reason`, `${id} category`]),
  );
  const cells = (figure: Figure | undefined) => [
    figure?.value ?? null,
    figure?.value === null ? (figure.reason ?? "no_data") : "",
    figure?.method.category ?? "",
  ];
  const lines = () => [
    ...region.centers.map((center) => [
      ...[center.id, center.from, center.to, center.number ?? center.basis, center.contentSha256],
      ...region.figures.flatMap(({ id }) => cells(center.figures.find((one) => one.id === id)?.figure)),
    ]),
    ...[null, ...categoriesOf(region)].map((category) => [
      ...[`total ${category ?? ""}`.trim(), "", "", "", ""],
      ...region.figures.flatMap(({ id }) =>
        cells(region.totals.find((total) => total.id === id && total.category === category)?.figure),
      ),
    ]),
    ...region.notes.map((note) => [`${intl.formatMessage({ id: "region.note" })}: ${say(note)}`]),
  ];
  return <CsvButton name={`region-${region.period}`} file={() => ({ header, lines: lines() })} />;
}
