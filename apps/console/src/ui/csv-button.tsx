import { useIntl } from "react-intl";
import { Button } from "./button.tsx";
import { saveCsv, writeCsv } from "./format/csv.ts";
import type { TableFile } from "./table-file.ts";

/** All rows of a table as a file: units in the head, an empty cell for unknown. */
export function CsvButton(props: {
  /** Of the file, without its ending. */
  name: string;
  file: () => TableFile;
}) {
  const { name, file } = props;
  const intl = useIntl();
  const save = () => {
    const { header, lines } = file();
    saveCsv(`${name}.csv`, writeCsv(header, lines));
  };
  return <Button onClick={save}>{intl.formatMessage({ id: "racks.csv" })}</Button>;
}
