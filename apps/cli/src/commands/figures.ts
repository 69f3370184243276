import type { Command } from "../command.ts";
import { instantOf } from "../command.ts";

const figures: Command = {
  name: "figures",
  about: "Figures of a center over a window, by name",
  options: {
    center: { type: "string", required: true, shown: "ID" },
    from: { type: "string", required: true, shown: "T" },
    to: { type: "string", required: true, shown: "T" },
    names: { type: "string", shown: "a,b" },
    tenant: { type: "string", shown: "ID" },
    json: { type: "boolean" },
  },
  async run({ need, text, flag }, { server, print }) {
    const query = {
      center: need("center"),
      from: instantOf("from", need("from")),
      to: instantOf("to", need("to")),
      names: text("names"),
      tenant: text("tenant"),
    };
    const answer = await (await server()).readFigures(query);
    if (flag("json")) {
      print(JSON.stringify(answer));
      return;
    }
    for (const { name, value, reason, unit, coverage, status, grade } of Object.values(answer)) {
      const shown = value === null ? `- (${reason ?? "unknown"})` : `${value} ${unit}`;
      print([name, shown, `coverage ${(coverage * 100).toFixed(2)} %`, status, grade].join("\t"));
    }
  },
};

export const figureCommands: readonly Command[] = [figures];
