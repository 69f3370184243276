import { resolve } from "node:path";
import type { Speed } from "@aidc/feeder";
import { isRecordingKind, recordings, replay } from "@aidc/feeder";
import type { Command } from "../command.ts";
import { instantOf, Misuse } from "../command.ts";
import { progressBar } from "../progress-bar.ts";

const replayCommand: Command = {
  name: "replay",
  about: `Play a recorded trace (${Object.keys(recordings).join(", ")}) into a center of its own, as fast as it goes or N recorded seconds a second`,
  words: ["KIND", "FOLDER"],
  options: {
    center: { type: "string", required: true, shown: "ID" },
    speed: { type: "string", shown: "N|max" },
    from: { type: "string", shown: "T" },
    to: { type: "string", shown: "T" },
  },
  async run({ words, need, text }, { server, dataDir, workDir, print, tell, isTerminal }) {
    const [kind = "", folder = ""] = words;
    if (!isRecordingKind(kind))
      throw new Misuse(`${kind} is no recording; there is: ${Object.keys(recordings).join(", ")}`);
    const result = await replay({
      kind,
      folder: resolve(workDir, folder),
      center: need("center"),
      speed: speedOf(text("speed") ?? "max"),
      fromMs: bound("from", text("from"), Number.NEGATIVE_INFINITY),
      toMs: bound("to", text("to"), Number.POSITIVE_INFINITY),
      client: await server(),
      dataDir,
      onProgress: progressBar(tell, isTerminal),
      onRemark: (remark) => tell(`${remark}\n`),
    });
    print(JSON.stringify(result));
  },
};

function speedOf(text: string): Speed {
  if (text === "max") return "max";
  const speed = Number(text);
  if (!(speed > 0) || !Number.isFinite(speed))
    throw new Misuse(`--speed ${text} is neither a positive number nor max`);
  return speed;
}

function bound(option: string, text: string | undefined, open: number): number {
  return text === undefined ? open : Date.parse(instantOf(option, text));
}

export const replayCommands: readonly Command[] = [replayCommand];
