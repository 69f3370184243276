import type { Figure, Region, RegionCenter, RegionTotal } from "@aidc/contract";
import { caveatOf, isShare, printedFigure } from "@aidc/domain";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { CsvButton } from "../../../ui/csv-button.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useSay } from "../use-say.ts";

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
          {say({ en: center.name, zh: center.nameZh ?? center.name })}
        </Link>
        <span className="ml-2 text-xs text-faint">{center.timeZone}</span>
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

/** PUE has a line for each category; all other totals stand in the first. */
function TotalRows({ region, columns }: { region: Region; columns: readonly Column[] }) {
  const intl = useIntl();
  const categories = columns.some(({ id }) => id === "energy.pue") ? categoriesOf(region) : [];
  return (categories.length > 0 ? categories : [null]).map((category, at) => (
    <tr key={category ?? "all"} className="font-medium">
      <Cell>
        {at === 0
          ? intl.formatMessage({ id: "region.total" })
          : intl.formatMessage({ id: "region.total.category" }, { category })}
      </Cell>
      {columns.map(({ id, digits }) => {
        const total = region.totals.find(
          (one) => one.id === id && (one.category === null ? at === 0 : one.category === category),
        );
        return total ? (
          <ValueCell
            key={id}
            id={id}
            figure={total.figure}
            digits={digits}
            counted={countedOf(total, region)}
          />
        ) : (
          <Cell key={id}>{""}</Cell>
        );
      })}
      <Cell>{""}</Cell>
    </tr>
  ));
}

function ValueCell(props: { id: string; figure: Figure | undefined; digits: number; counted?: Counted }) {
  const { id, figure, digits, counted } = props;
  const intl = useIntl();
  const say = useSay();
  if (!figure) return <Cell>{""}</Cell>;
  const { text, unit } = printedFigure(figure, digits);
  const caveat = caveatOf(figure);
  return (
    <Cell isNumber>
      <span title={caveat ? say(caveat) : undefined}>{unit === "%" ? `${text} %` : text}</span>
      {id === "energy.pue" && figure.value !== null && (
        <span className="ml-1 text-xs font-normal text-faint">{figure.method.category}</span>
      )}
      {figure.value !== null && caveat && (
        <span className="block text-xs font-normal text-faint">{say(caveat)}</span>
      )}
      {counted && (
        <span className="block text-xs font-normal text-faint">
          {intl.formatMessage({ id: "region.counted" }, counted)}
        </span>
      )}
    </Cell>
  );
}

type Counted = ReturnType<typeof countedOf>;

const countedOf = (total: RegionTotal, region: Region) => ({
  counted: total.counted.length,
  all: region.centers.length,
});

/** Each PUE category that some center has, as the totals know them. */
export const categoriesOf = (region: Region): string[] =>
  region.totals.flatMap(({ category }) => category ?? []);

function knownColumns(region: Region): Column[] {
  return region.figures.filter(({ id }) =>
    region.totals.some((total) => total.id === id && total.figure.value !== null),
  );
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
  const header = ["center", "from", "to", "basis", "content_sha256"].concat(
    region.figures.flatMap(({ id }) => [id, `${id} reason`, `${id} category`]),
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
