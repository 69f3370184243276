import { useIntl } from "react-intl";
import { Button } from "./button.tsx";
import type { CsvCell } from "./format/csv.ts";
import { saveCsv, writeCsv } from "./format/csv.ts";

/** All rows of a table as a file: units in the head, an empty cell for unknown. */
export function CsvButton(props: {
  /** Of the file, without its ending. */
  name: string;
  header: readonly string[];
  lines: () => readonly (readonly CsvCell[])[];
}) {
  const { name, header, lines } = props;
  const intl = useIntl();
  return (
    <Button onClick={() => saveCsv(`${name}.csv`, writeCsv(header, lines()))}>
      {intl.formatMessage({ id: "racks.csv" })}
    </Button>
  );
}
