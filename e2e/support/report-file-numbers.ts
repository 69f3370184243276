import { z } from "zod";
import { readXlsxParts } from "./read-xlsx.ts";

/** Printed numbers of the figures in each file of a report by the id of the figure, read with nothing of ours. */
export type Printed = ReadonlyMap<string, string>;

/** Fields of each line; RFC 4180. */
function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain = "", end] of text
    .replace(/^\uFEFF/, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

/** A text that a sheet would compute has a mark in front. */
const unguarded = (text: string) => text.replace(/^'/, "");

export function printedInCsv(text: string): Printed {
  const [head = [], ...records] = csvRecords(text);
  const at = (name: string) => head.indexOf(name);
  return new Map(
    records
      .filter((record) => record[at("table")] === "figures" && record[at("column")] === "value")
      .map((record) => [record[at("row")] ?? "", unguarded(record[at("text")] ?? "")]),
  );
}

export function printedInXlsx(bytes: Buffer): Printed {
  const parts = readXlsxParts(bytes);
  const strings = elements(parts.get("xl/sharedStrings.xml") ?? "", "si").map((si) =>
    elements(si, "t").map(decoded).join(""),
  );
  const names = [...(parts.get("xl/workbook.xml") ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  const number = names.findIndex(([, name]) => name === "figures") + 1;
  const rows = elements(parts.get(`xl/worksheets/sheet${number}.xml`) ?? "", "row").map(
    (row) =>
      new Map(
        [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, about = "", content = ""]) => {
          const [, column = ""] = /r="([A-Z]+)\d+"/.exec(about) ?? [];
          const [, value = ""] = /<v>(.*?)<\/v>/s.exec(content) ?? [];
          return [column, about.includes('t="s"') ? (strings[Number(value)] ?? "") : value];
        }),
      ),
  );
  const isPrinted = (title: string) => ["As printed", "印刷形式"].includes(title);
  const head = rows.find((row) => [...row.values()].some(isPrinted));
  const columnOf = (is: (title: string) => boolean) =>
    [...(head ?? [])].find(([, title]) => is(title))?.[0] ?? "";
  const id = columnOf((title) => ["Id", "编号"].includes(title));
  const printed = columnOf(isPrinted);
  return new Map(
    rows
      .filter((row) => row !== head && (row.get(id) ?? "").includes("."))
      .map((row) => [row.get(id) ?? "", unguarded(row.get(printed) ?? "")]),
  );
}

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, "gs"))].map(([, inner = ""]) => inner);

const decoded = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

const jsonSchema = z.object({
  content: z.object({
    figures: z.array(
      z.object({
        id: z.string(),
        digits: z.number(),
        figure: z.object({ name: z.string(), value: z.number().nullable() }),
      }),
    ),
  }),
});

/** Shares of which a whole one must be earned: they are cut and not rounded. */
const cut: ReadonlySet<string> = new Set(["availability", "joint_coverage"]);

/** @returns the ids of figures whose printed number is not the value of the JSON to its last digit */
export function differsFromJson(text: string, printed: Printed): string[] {
  const { figures } = jsonSchema.parse(JSON.parse(text)).content;
  const ids = new Set(figures.map(({ id }) => id));
  const strange = [...printed.keys()].filter((id) => !ids.has(id));
  const wrong = figures.filter(({ id, figure: { name, value } }) => {
    const told = printed.get(id);
    if (told === undefined) return false;
    const number = /-?[\d,]+(?:\.(\d+))?/.exec(told);
    if (value === null || number === null) return value !== null || number !== null;
    const step = 10 ** -(number[1]?.length ?? 0);
    const off = value * (told.endsWith("%") ? 100 : 1) - Number(number[0].replaceAll(",", ""));
    return cut.has(name) ? off < -1e-6 * step || off >= step : Math.abs(off) > step * (0.5 + 1e-6);
  });
  return [...strange, ...wrong.map(({ id }) => id)];
}
