import type { MapMetric, WallScene, WallSettings } from "@aidc/contract";
import { mapMetrics } from "@aidc/contract";

/** What an address may say differently, for a quick look; it is never stored. */
export interface WallOverrides {
  readonly scene?: WallScene | undefined;
  readonly scenes?: readonly WallScene[] | undefined;
  readonly seconds?: number | undefined;
  readonly distance?: number | undefined;
  readonly diagonal?: number | undefined;
  readonly metric?: WallSettings["mapMetric"] | undefined;
  readonly lang?: "zh" | "en" | undefined;
  readonly theme?: WallSettings["scheme"] | undefined;
}

/** The settings of the link with what the address says on top. */
export function settleDisplay(settings: WallSettings, overrides: WallOverrides): WallSettings {
  const { scene, scenes, seconds, distance, diagonal, metric, lang, theme } = overrides;
  return {
    ...settings,
    scenes: scene ? [scene] : scenes ? [...scenes] : settings.scenes,
    // Who asks for a scene wants to see it, guests or not.
    visitors: settings.visitors && !scene && !scenes,
    secondsPerScene: seconds ?? settings.secondsPerScene,
    distanceM: distance ?? settings.distanceM,
    diagonalIn: diagonal ?? settings.diagonalIn,
    mapMetric: metric ?? settings.mapMetric,
    language: lang ?? settings.language,
    scheme: theme ?? settings.scheme,
  };
}

/** Guests see their scene and no other. */
export function scenesShown({ scenes, visitors }: Pick<WallSettings, "scenes" | "visitors">): WallScene[] {
  return visitors ? ["visitor"] : [...scenes];
}

/** @param round how often the rotation has begun again */
export function metricOfRound(metric: WallSettings["mapMetric"], round: number): MapMetric {
  return metric === "rotate" ? (mapMetrics[round % mapMetrics.length] ?? "power") : metric;
}
