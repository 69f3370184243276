/** Rows of a CSV text as RFC 4180 has them; a byte order mark and a missing last line end are taken. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export function csvRows(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let line = 1;
  let begun = 1;
  const endRow = () => {
    rows.push({ line: begun, cells: [...cells, cell] });
    cells = [];
    cell = "";
  };
  for (let at = 0; at < body.length; at++) {
    const char = body[at];
    if (char === "\n") line++;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (body[at + 1] === '"') {
        cell += char;
        at++;
      } else isQuoted = false;
    } else if (char === '"' && cell === "") isQuoted = true;
    else if (char === ",") {
      cells.push(cell);
      cell = "";
    } else if (char === "\n") {
      endRow();
      begun = line;
    } else if (char !== "\r") cell += char;
  }
  if (cell !== "" || cells.length > 0) endRow();
  return rows;
}
