/** Excel reads UTF-8 only with this mark. */
const byteOrderMark = "\ufeff";
/** A text that begins like this is a formula to a spreadsheet. */
const formulaStart = /^[=+\-@\t\r]/;

export type CsvCell = string | number | null;

/** Units belong in the header; an empty cell is unknown; nothing in it is run by a spreadsheet. */
export function writeCsv(header: readonly string[], lines: readonly (readonly CsvCell[])[]): string {
  return byteOrderMark + [header, ...lines].map((line) => line.map(writeCell).join(",")).join("\r\n");
}

/** Numbers stay numbers, negative ones too; only texts are defused. */
function writeCell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return exactNumber(value);
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** 20.900000000000002 is 20.9: the last bits of a sum are no digits of what was measured. Whole numbers stay whole. */
export function exactNumber(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
}

/** Hands a text to the browser as a file. */
export function saveCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
