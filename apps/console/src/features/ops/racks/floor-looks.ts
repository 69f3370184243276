import type { Severity } from "@aidc/contract";
import { envelopes, judgeInlet } from "@aidc/domain";
import { brightnessStep, chooseRackLook } from "../../../ui/rack-map/rack-look.ts";
import type { RackRow } from "./rack-row.ts";

/** What the map's brightness stands for. */
export const floorMetrics = ["power", "inlet", "utilisation", "held"] as const;
export type FloorMetric = (typeof floorMetrics)[number];

/**
 * How a rack is drawn. Each differs from the others without colour: by fill, outline, texture or mark.
 * scale: brightness by `step`. beyond: out of bounds. attention: still allowed, no longer wanted.
 */
export type FloorLook = "scale" | "plain" | "beyond" | "attention" | "silent" | "unknown" | "empty";

export interface FloorCell {
  readonly look: FloorLook;
  /** 0 to 10; only where the look is `scale`. */
  readonly step: number;
  readonly isFaulty: boolean;
  /** The worst open alarm: marked whatever the map shows. */
  readonly alarm: Severity | null;
}

/** @returns the value that the metric shows of a rack, with its unit; null is not known */
export function metricValue(row: RackRow, metric: FloorMetric): { value: number | null; unit: string } {
  if (metric === "power") return { value: row.powerW, unit: "W" };
  if (metric === "inlet") return { value: row.inletCelsius, unit: "°C" };
  return { value: metric === "utilisation" ? row.utilisationRatio : row.heldRatio, unit: "ratio" };
}

export function lookOf(row: RackRow, metric: FloorMetric): FloorCell {
  const isFaulty = row.faultyAccelerators !== null && row.faultyAccelerators > 0;
  const cell = (look: FloorLook, step = 0): FloorCell => ({ look, step, isFaulty, alarm: row.alarm });
  if (metric === "held") return scaled(row.heldRatio, cell);
  if (row.state === "empty") return cell("empty");
  if (metric === "inlet") return inletLook(row, cell);
  if (metric === "utilisation") return scaled(row.utilisationRatio, cell);
  const look = chooseRackLook(row);
  if (look === "power") return cell("scale", brightnessStep(row.powerShareRatio));
  if (look === "over_limit") return cell("beyond");
  if (look === "no_limit") return cell("plain");
  return cell(look === "silent" ? "silent" : "unknown");
}

type Make = (look: FloorLook, step?: number) => FloorCell;

function scaled(ratio: number | null, cell: Make): FloorCell {
  return ratio === null ? cell("unknown") : cell("scale", brightnessStep(ratio));
}

/** Between the recommended bounds of the rack's class the brighter is the warmer. */
function inletLook(row: RackRow, cell: Make): FloorCell {
  const temperatureC = row.inletCelsius;
  if (temperatureC === null) return cell(row.state === "stale" ? "silent" : "unknown");
  const { state } = judgeInlet(row.thermalClass, { temperatureC, dewPointC: null, relativeHumidity: null });
  if (state === "outside") return cell("beyond");
  if (state === "allowable") return cell("attention");
  const { lowC, highC } = envelopes[row.thermalClass].recommended;
  return cell("scale", brightnessStep((temperatureC - lowC) / (highC - lowC)));
}
