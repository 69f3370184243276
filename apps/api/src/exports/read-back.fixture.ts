import { inflateRawSync } from "node:zlib";

/** Readers of our files with nothing of ours in them: RFC 4180 for CSV, PKZIP and SpreadsheetML for XLSX. */

/** Fields of each record; `null` for one that is empty and not quoted. */
export function readCsv(bytes: Buffer): (string | null)[][] {
  const text = bytes.toString("utf8");
  if (!text.startsWith("\ufeff")) throw new Error("no byte order mark");
  const records: (string | null)[][] = [];
  let record: (string | null)[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  field.lastIndex = 1;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`not RFC 4180 at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    const [, quoted, plain, end] = match;
    record.push(quoted === undefined ? plain || null : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

/** What the guard of text has put in front, taken away. */
export const unguarded = (field: string): string => (field.startsWith("'") ? field.slice(1) : field);

export interface ReadCell {
  readonly text: string;
  readonly isNumber: boolean;
  readonly isFormula: boolean;
}

/** Sheets by name, each its rows of cells by column letter. */
export function readXlsx(bytes: Buffer): Map<string, Map<string, ReadCell>[]> {
  const files = unzip(bytes);
  const strings = elements(files.get("xl/sharedStrings.xml") ?? "", "si").map((si) =>
    elements(si, "t").map(decoded).join(""),
  );
  const names = [...(files.get("xl/workbook.xml") ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  return new Map(
    names.map(([, name = ""], index) => [
      name,
      elements(files.get(`xl/worksheets/sheet${index + 1}.xml`) ?? "", "row").map((row) =>
        readRow(row, strings),
      ),
    ]),
  );
}

function readRow(row: string, strings: readonly string[]): Map<string, ReadCell> {
  const cells = new Map<string, ReadCell>();
  for (const [, attributes = "", content = ""] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const [, column = ""] = /r="([A-Z]+)\d+"/.exec(attributes) ?? [];
    const [, value = ""] = /<v>(.*?)<\/v>/s.exec(content) ?? [];
    const isText = attributes.includes('t="s"');
    const text = isText ? (strings[Number(value)] ?? `no string ${value}`) : value;
    cells.set(column, { text, isNumber: !isText && value !== "", isFormula: content.includes("<f") });
  }
  return cells;
}

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, "gs"))].map(
    ([, inner = ""]) => inner,
  );
}

function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const files = new Map<string, string>();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameBytes);
    const local = bytes.readUInt32LE(at + 42);
    const dataAt = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(dataAt, dataAt + bytes.readUInt32LE(at + 20));
    const isStored = bytes.readUInt16LE(at + 10) === 0;
    files.set(name, (isStored ? packed : inflateRawSync(packed)).toString("utf8"));
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}
