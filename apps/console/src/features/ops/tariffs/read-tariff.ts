import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { tariffDraftSchema } from "@aidc/contract";
import { checkTariff } from "@aidc/domain";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { readDraft } from "../drafts/draft-issues.ts";

/** A text as a tariff that the server would take, by the same rules; or all that is wrong with it, each at its place. */
export const readTariff = (
  text: string,
  context: { readonly earlier: readonly TariffVersion[]; readonly currency: string },
): { draft: TariffDraft } | { issues: readonly DraftIssue[] } =>
  readDraft(text, tariffDraftSchema, (draft) => checkTariff(draft, context));
