/**
 * A report as a tagged PDF with its type embedded and the whole report attached as JSON, so that the file alone can
 * be verified. The same report gives the same bytes: nothing in it tells when or where it was made.
 */
import { promises as files } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { ReportView } from "./report-view.ts";

/** Each holds its type and pages in memory (about 150 MB), so they are made one after the other. */
let last: Promise<unknown> = Promise.resolve();

/** @param attached the report's JSON file, byte for byte */
export function reportPdf(view: ReportView, attached: Uint8Array): Promise<Buffer> {
  const made = last.then(() => setInThread(view, attached));
  last = made.catch(() => undefined);
  return made;
}

const typst = import.meta.resolve("@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm");

/**
 * Machine code is made once and kept, with what was optimised while the first report was set: that costs as much time
 * again as setting it. The memory of a thread (its type and pages) goes with the thread.
 */
let machineCode: Promise<WebAssembly.Module> | null = null;

async function readMachineCode(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await files.readFile(fileURLToPath(typst)));
}

async function setInThread(view: ReportView, attached: Uint8Array): Promise<Buffer> {
  machineCode ??= readMachineCode();
  // As it is in JSON: words have functions, which no thread can hand to another.
  const workerData = { typst: await machineCode, view: JSON.parse(JSON.stringify(view)), attached };
  const worker = new Worker(new URL("./set-report.ts", import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once("message", (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the report was not set: thread ended with ${code}`)));
  });
}
