import type { WallScene, WallSettings } from "@aidc/contract";
import { wallSettingsSchema } from "@aidc/contract";
import type { MessageId } from "../../../i18n/messages/en.ts";

/** The settings of a wall as somebody types them. */
export interface WallDraft {
  readonly scenes: readonly WallScene[];
  readonly seconds: string;
  readonly distance: string;
  readonly diagonal: string;
  readonly language: "auto" | "zh" | "en";
  readonly scheme: WallSettings["scheme"];
  readonly metric: WallSettings["mapMetric"];
  readonly isDimmed: boolean;
  readonly from: string;
  readonly to: string;
  /** Percent. */
  readonly level: string;
  readonly visitors: boolean;
}

export type DraftFaults = Partial<
  Record<"scenes" | "seconds" | "distance" | "diagonal" | "level" | "from" | "to", MessageId>
>;

const usualNight = { from: "22:00", to: "07:00", level: 0.5 };

export function draftOf(settings: WallSettings): WallDraft {
  const { distanceM, diagonalIn, dimming } = settings;
  const { from, to, level } = dimming ?? usualNight;
  return {
    scenes: settings.scenes,
    seconds: String(settings.secondsPerScene),
    distance: distanceM === null ? "" : String(distanceM),
    diagonal: diagonalIn === null ? "" : String(diagonalIn),
    language: settings.language ?? "auto",
    scheme: settings.scheme,
    metric: settings.mapMetric,
    isDimmed: dimming !== null,
    from,
    to,
    level: String(Math.round(level * 100)),
    visitors: settings.visitors,
  };
}

/** @returns the settings, or null with what is wrong with which field */
export function readDraft(draft: WallDraft): { settings: WallSettings | null; faults: DraftFaults } {
  const dimming = draft.isDimmed
    ? { from: draft.from, to: draft.to, level: (readNumber(draft.level) ?? Number.NaN) / 100 }
    : null;
  const read = wallSettingsSchema.safeParse({
    scenes: draft.scenes,
    secondsPerScene: readNumber(draft.seconds),
    distanceM: readNumber(draft.distance),
    diagonalIn: readNumber(draft.diagonal),
    language: draft.language === "auto" ? null : draft.language,
    scheme: draft.scheme,
    mapMetric: draft.metric,
    dimming,
    visitors: draft.visitors,
  });
  const faults = {
    ...(read.success ? {} : faultsOf(read.error.issues)),
    ...faultOfHalf(draft),
  };
  return { settings: read.success && Object.keys(faults).length === 0 ? read.data : null, faults };
}

/** null: nothing was typed. NaN: something that is no number. */
function readNumber(text: string): number | null {
  const typed = text.trim().replace(",", ".");
  return typed === "" ? null : Number(typed);
}

const fields = {
  scenes: "scenes",
  secondsPerScene: "seconds",
  distanceM: "distance",
  diagonalIn: "diagonal",
  level: "level",
  from: "from",
  to: "to",
} as const;

function faultsOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): DraftFaults {
  const wrong = Object.entries(fields).filter(([name]) =>
    issues.some(({ path }) => path[path[0] === "dimming" ? 1 : 0] === name),
  );
  return Object.fromEntries(
    wrong.map(([, field]) => [
      field,
      field === "scenes" ? "wall.settings.scenes.none" : "wall.settings.number",
    ]),
  );
}

/** A distance says nothing without the size of what is looked at. */
function faultOfHalf({ distance, diagonal }: WallDraft): DraftFaults {
  if ((distance.trim() === "") === (diagonal.trim() === "")) return {};
  return { [distance.trim() === "" ? "distance" : "diagonal"]: "wall.settings.room.half" };
}

/** @param by -1 earlier, 1 later */
export function moveScene(scenes: readonly WallScene[], scene: WallScene, by: -1 | 1): WallScene[] {
  const from = scenes.indexOf(scene);
  const others = scenes.filter((other) => other !== scene);
  const to = Math.min(others.length, Math.max(0, from + by));
  return from < 0 ? [...scenes] : [...others.slice(0, to), scene, ...others.slice(to)];
}

export function toggleScene(scenes: readonly WallScene[], scene: WallScene): WallScene[] {
  return scenes.includes(scene) ? scenes.filter((other) => other !== scene) : [...scenes, scene];
}
