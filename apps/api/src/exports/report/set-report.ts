/** Runs in a thread of its own: setting a long report takes seconds, and the live tick must not wait for it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import startTypst, { TypstCompilerBuilder } from "@myriaddreamin/typst-ts-web-compiler";
import { asPrintable, runsOfFace } from "./printable.ts";
import type { ReportView } from "./report-view.ts";

/** One family for both languages; the machine's own type is never used. */
const faces = [
  import.meta.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"),
  import.meta.resolve("@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf"),
];

interface Page {
  readonly typst: WebAssembly.Module;
  readonly view: ReportView;
  readonly attached: Uint8Array;
}

async function setReport({ typst, view, attached }: Page): Promise<Uint8Array> {
  await startTypst({ module_or_path: typst });
  const builder = new TypstCompilerBuilder();
  // No file of the machine can be read: everything that goes in is handed in.
  builder.set_dummy_access_model();
  const [regular, ...others] = faces.map((face) => readFileSync(fileURLToPath(face)));
  if (!regular) throw new RangeError("no face");
  for (const face of [regular, ...others]) await builder.add_raw_font(face);
  const compiler = await builder.build();
  const { printed, lacks } = asPrintable(view, runsOfFace(regular));
  const told = lacks ? { ...printed, note: [printed.note, printed.words.lacks].join(" ").trim() } : printed;
  compiler.map_shadow("/view.json", Buffer.from(JSON.stringify(told)));
  compiler.map_shadow("/report.json", attached);
  compiler.add_source("/report.typ", readFileSync(new URL("./report.typ", import.meta.url), "utf8"));
  const made = compiler.compile("/report.typ", null, "pdf", diagnosticsAsText);
  if (!(made?.result instanceof Uint8Array)) throw new Error(`Typst: ${JSON.stringify(made).slice(0, 500)}`);
  return made.result;
}

const diagnosticsAsText = 2;

parentPort?.postMessage(await setReport(workerData));
