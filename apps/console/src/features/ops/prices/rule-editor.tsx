import { countModels } from "@aidc/domain";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { issueAt } from "../drafts/draft-issues.ts";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useCenterDocument } from "../leases/use-leases.ts";
import { BandEditor } from "./band-editor.tsx";
import type { RuleDraft } from "./draft.ts";
import { emptyRule } from "./draft.ts";
import { RuleFields } from "./rule-fields.tsx";

/** All rules of a draft, each with its bands; the more exact rule wins, so their order says nothing. */
export function RuleEditor(props: {
  rules: readonly RuleDraft[];
  onChange: (rules: readonly RuleDraft[]) => void;
  issues: readonly DraftIssue[];
}) {
  const { rules, onChange, issues } = props;
  const intl = useIntl();
  const models = useModelOptions();
  const replace = (key: string, next: RuleDraft) =>
    onChange(rules.map((rule) => (rule.key === key ? next : rule)));
  const general = issueAt(issues, "rules");
  return (
    <div className="grid gap-3">
      {general !== undefined && <Fault text={general} />}
      {rules.map((rule, index) => {
        const path = `rules.${index}`;
        const whole = issueAt(issues, path);
        return (
          <fieldset key={rule.key} className="grid gap-3 border-t border-rule pt-3">
            <legend className="sr-only">
              {intl.formatMessage({ id: "desk.publish.rule" }, { number: index + 1 })}
            </legend>
            {whole !== undefined && <Fault text={whole} />}
            <RuleFields
              rule={rule}
              models={models}
              issues={issues}
              path={path}
              onChange={(next) => replace(rule.key, next)}
            />
            {(rule.unit === "card_hour" || rule.unit === "pflops_hour") && (
              <BandEditor
                bands={rule.bands}
                issues={issues}
                path={`${path}.bands`}
                onChange={(bands) => replace(rule.key, { ...rule, bands })}
              />
            )}
            <div>
              <Button look="quiet" onClick={() => onChange(rules.filter(({ key }) => key !== rule.key))}>
                {intl.formatMessage({ id: "desk.publish.rule.drop" }, { number: index + 1 })}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div className="border-t border-rule pt-3">
        <Button onClick={() => onChange([...rules, emptyRule()])}>
          {intl.formatMessage({ id: "desk.publish.rule.add" })}
        </Button>
      </div>
    </div>
  );
}

function Fault({ text }: { text: string }) {
  return (
    <p role="alert" className="flex items-center gap-2 text-sm">
      <StateMark mark="critical" className="size-2.5" />
      {text}
    </p>
  );
}

function useModelOptions() {
  const intl = useIntl();
  const words = useLeaseWords();
  const document = useCenterDocument().data;
  return useMemo(
    () => [
      { value: "", text: intl.formatMessage({ id: "desk.lease.anyModel" }) },
      ...(document ? countModels(document) : []).map(({ model }) => ({
        value: model,
        text: words.model(model),
      })),
    ],
    [intl, words, document],
  );
}
