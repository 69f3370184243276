import type { TariffVersion } from "@aidc/contract";
import { useMutation } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { PublishDraft } from "../drafts/publish-draft.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { usePublished } from "../versions/use-published.ts";
import { beginDraft } from "./begin-draft.ts";
import { readTariff } from "./read-tariff.ts";
import { TariffView } from "./tariff-view.tsx";

export function PublishTariff({ versions, nowMs }: { versions: readonly TariffVersion[]; nowMs: number }) {
  const intl = useIntl();
  const { currency } = useOpsCenter();
  const publish = useMutation({ ...api.tariffs.publish.mutationOptions(), onSuccess: usePublished() });
  return (
    <PublishDraft
      what={intl.formatMessage({ id: "tariffs.publish.what" })}
      begin={() => beginDraft(versions, currency, nowMs)}
      read={(text) => readTariff(text, { earlier: versions, currency })}
      publish={publish}
      view={(draft) => <TariffView tariff={draft} />}
    />
  );
}
