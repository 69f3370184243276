import { figureNames } from "@aidc/contract";
import { z } from "zod";
import { languages } from "../i18n/languages.ts";
import { themes } from "../ui/theme/theme.ts";

/** What every address may say. A value nobody knows is dropped, never an error: addresses get mangled in chats. */
export const rootSearch = z.object({
  lang: z.enum(languages).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
});

export const wallSearch = z.object({ unit: z.enum(["pflops", "cards"]).optional().catch(undefined) });

export const ranges = ["1h", "24h", "7d", "30d"] as const;
export const opsSearch = z.object({
  center: z.string().optional().catch(undefined),
  /** Which number's origin is open beside the page. */
  explain: z.enum(figureNames).optional().catch(undefined),
  range: z.enum(ranges).optional().catch(undefined),
});
