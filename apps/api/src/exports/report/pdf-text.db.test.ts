import { constants, inflateSync } from "node:zlib";
import type { Report } from "@aidc/contract";
import { reportSchema } from "@aidc/contract";
import { extractText } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { reportPdf } from "./report-pdf.ts";
import { cutForPrint, viewReport } from "./report-view.ts";

/** What a reader finds, copies and quotes: the text that any program takes out of the PDF. */
let server: TestServer;
let report: Report;
beforeAll(async () => {
  server = await startTestServer();
  const { json } = await server.call("/api/centers/c1/report-preview?period=2026-05", {
    headers: server.credentials.admin,
  });
  report = reportSchema.parse(json);
});
afterAll(() => server.close());

/** Lines break where the page does, so that white space tells nothing. */
const dense = (text: string) => text.replace(/\s/g, "");

/** What glyphs stand for where a text is taken out, as code points; readers hide some of them, a search does not. */
function letterCodes(pdf: Buffer): string[] {
  const starts = [...pdf.toString("latin1").matchAll(/[^d]stream\n/g)].map((it) => it.index + it[0].length);
  const streams = starts.filter((at) => pdf[at] === zlibMark).map((at) => inflated(pdf.subarray(at)));
  return [pdf.toString("latin1"), ...streams].flatMap((part) =>
    [...part.matchAll(/(?:<[0-9A-F]{4}> |ActualText )<(?:FEFF)?([0-9A-F]+)>/g)].map(
      ([, codes]) => codes ?? "",
    ),
  );
}

const zlibMark = 0x78;
const inflated = (stream: Buffer) =>
  inflateSync(stream, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");

test.each(["en", "zh"] as const)(
  "every number, name and formula stands in the text, in %s",
  async (language) => {
    const view = cutForPrint(viewReport(report, { language, software: "1" }));
    const pdf = await reportPdf(view, Buffer.from("{}"));
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
    expect(text).not.toContain("\uFFFD");
    const letters = letterCodes(pdf);
    expect(letters).toContain("0050");
    expect(letters.filter((codes) => codes.includes("200B"))).toEqual([]);
    const blocks = view.chapters.flatMap((chapter) => chapter.blocks);
    const told = blocks.flatMap((block) => {
      if (block.kind === "text") return [block.text];
      if (block.kind === "figures") return block.rows.flatMap(({ title, value }) => [title, value]);
      return block.kind === "table" ? block.rows.flat() : [block.title];
    });
    expect(told.length).toBeGreaterThan(500);
    const found = dense(text);
    expect([view.headline, ...told].filter((one) => !found.includes(dense(one)))).toEqual([]);
  },
);
