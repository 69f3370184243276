import { z } from "zod";

/** What a wall can show, one at a time. `visitor` names no tenant and tells nothing of alarms. */
export const wallScenes = ["overview", "racks", "capacity", "alarms", "visitor"] as const;
export const wallSceneSchema = z.enum(wallScenes);
export type WallScene = z.infer<typeof wallSceneSchema>;

/** What brightness means on the rack map. */
export const mapMetrics = ["power", "inlet", "utilisation", "occupancy"] as const;
export const mapMetricSchema = z.enum(mapMetrics);
export type MapMetric = z.infer<typeof mapMetricSchema>;

/** Local time of the center, minutes precise. */
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time of day such as 22:30");

/**
 * How one display shows its center. A wall nobody configured has all defaults: the overview, and type for a viewer at
 * six screen heights. Distance and diagonal are those of the farthest viewer and the visible panel.
 */
export const wallSettingsSchema = z.strictObject({
  /** Scenes in rotation, in order, each once; one scene stays. */
  scenes: z
    .array(wallSceneSchema)
    .min(1)
    .max(wallScenes.length)
    .refine((scenes) => new Set(scenes).size === scenes.length, "names a scene twice")
    .default(["overview"]),
  secondsPerScene: z.number().int().min(5).max(3_600).default(30),
  distanceM: z.number().min(0.5).max(100).nullable().default(null),
  diagonalIn: z.number().min(10).max(1_000).nullable().default(null),
  /** null: what the display's browser prefers. */
  language: z.enum(["zh", "en"]).nullable().default(null),
  scheme: z.enum(["dark", "light"]).default("dark"),
  /** The picture is darker between two times of day of the center; `level` 1 is full brightness. */
  dimming: z
    .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema, level: z.number().min(0.2).max(1) })
    .nullable()
    .default(null),
  /** `rotate` takes the next one each time the rack map comes up. */
  mapMetric: z.enum([...mapMetrics, "rotate"]).default("power"),
  /** Guests are in the room: the visitor scene and nothing else, until it is switched off. */
  visitors: z.boolean().default(false),
});
export type WallSettings = z.infer<typeof wallSettingsSchema>;

export const defaultWallSettings: WallSettings = wallSettingsSchema.parse({});
