import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readCsv } from "./csv.ts";
import { documentOf, readNodes } from "./harvard-nodes.ts";
import { ReadingSorter } from "./harvard-sensors.ts";
import type { Recording } from "./recording.ts";

/**
 * Harvard FAS Research Computing: what the BMCs of 906 servers said, polled once on 2025-05-30 and every minute of
 * 2025-06-03, the day of the planned power-down. What is inferred is told in harvard-nodes.ts, what is left out in
 * harvard-sensors.ts. A server that stops answering stops having samples: nothing is put in its place.
 */
export async function readHarvardIpmi(folder: string, center: string): Promise<Recording> {
  const files = (await readdir(folder)).filter((name) => /^(snapshot|power)-[\d-]+\.csv\.gz$/.test(name));
  if (files.length === 0) throw new Error(`${folder} has no power-*.csv.gz and no snapshot-*.csv.gz`);
  const nodes = await readNodes(join(folder, "nodes.csv"));
  const sorter = new ReadingSorter(nodes);
  for (const file of files.sort())
    for await (const row of readCsv(join(folder, file), ["node", "ts", "sensor", "value"])) sorter.take(row);
  const { series, impossible, points, chassis, remarks } = sorter.sorted();
  return { document: documentOf(center, nodes, points, chassis), series, impossible, remarks };
}
