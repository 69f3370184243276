import type { EconomicScenario, EconomicScenarioDraft } from "@aidc/contract";
import { economicScenarioDraftSchema } from "@aidc/contract";
import { checkScenario } from "@aidc/domain";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { readDraft } from "../drafts/draft-issues.ts";

/** A text as a scenario that the server would take, by the same rules; or all that is wrong with it, each at its place. */
export const readScenario = (
  text: string,
  context: { readonly earlier: readonly EconomicScenario[]; readonly currency: string },
): { draft: EconomicScenarioDraft } | { issues: readonly DraftIssue[] } =>
  readDraft(text, economicScenarioDraftSchema, (draft) => checkScenario(draft, context));
