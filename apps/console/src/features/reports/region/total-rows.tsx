import type { Region, RegionTotal } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Cell } from "../../../ui/table.tsx";
import { ValueCell } from "./value-cell.tsx";

/** PUE has a line for each category; all other totals stand in the first. */
export function TotalRows({
  region,
  columns,
}: {
  region: Region;
  columns: readonly Region["figures"][number][];
}) {
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
          <ValueCell key={id} id={id} figure={total.figure} digits={digits} counted={countedOf(total)} />
        ) : (
          <Cell key={id}>{""}</Cell>
        );
      })}
      <Cell>{""}</Cell>
    </tr>
  ));
}

/** Of those that totals are made of: a simulated center beside real ones is in none, and the headline says so. */
const countedOf = ({ counted, leftOut }: RegionTotal) => ({
  counted: counted.length,
  all: counted.length + leftOut.length,
});

/** Each PUE category that some center has, as the totals know them. */
export const categoriesOf = (region: Region): string[] =>
  region.totals.flatMap(({ category }) => category ?? []);
