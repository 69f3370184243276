import type { EconomicScenario } from "@aidc/contract";
import { useMutation } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { PublishDraft } from "../drafts/publish-draft.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { usePublished } from "../versions/use-published.ts";
import { beginDraft } from "./begin-draft.ts";
import { readScenario } from "./read-scenario.ts";
import { ScenarioView } from "./scenario-view.tsx";

export function PublishScenario(props: { versions: readonly EconomicScenario[]; nowMs: number }) {
  const { versions, nowMs } = props;
  const intl = useIntl();
  const { currency } = useOpsCenter();
  const publish = useMutation({ ...api.economics.publish.mutationOptions(), onSuccess: usePublished() });
  return (
    <PublishDraft
      what={intl.formatMessage({ id: "scenarios.publish.what" })}
      begin={() => beginDraft(versions, currency, nowMs)}
      read={(text) => readScenario(text, { earlier: versions, currency })}
      publish={publish}
      view={(draft) => <ScenarioView scenario={draft} />}
    />
  );
}
