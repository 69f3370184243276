import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { splitName } from "../../../ui/center-name.ts";
import { Choice } from "../../../ui/choice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { AlarmTabs } from "../alarms/alarm-tabs.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { draftOf, emptyDraft } from "./rule-draft.ts";
import { RuleForm } from "./rule-form.tsx";
import type { RuleInForce } from "./use-rule-columns.tsx";
import { useRuleColumns } from "./use-rule-columns.tsx";
import { VersionList } from "./version-list.tsx";

/** The rules in force, and the place to change them: tried on history first, each change a new version. */
export function AlarmRulesPage() {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const { form, change } = useDeskSearch();
  const rules = useQuery(api.alarms.rules.queryOptions({ input: { center } }));
  const close = () => change({ form: undefined, open: undefined });
  return (
    <main>
      <Section title={intl.formatMessage({ id: "alarms.page" })} aside={<AlarmTabs view="rules" />}>
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3 text-sm text-soft">
          <p>{intl.formatMessage({ id: "rules.what" })}</p>
          <Button look="strong" onClick={() => change({ form: "new", open: undefined })}>
            {intl.formatMessage({ id: "rules.new" })}
          </Button>
        </div>
        <Asked query={rules} lines={10}>
          {(list) => (
            <>
              <RuleTable rules={list} />
              <RuleSheet rules={list} onClose={close} />
            </>
          )}
        </Asked>
      </Section>
      <Sheet
        isOpen={form === "new"}
        onClose={close}
        title={intl.formatMessage({ id: "rules.new" })}
        place="side"
      >
        <RuleForm first={emptyDraft()} isNew onDone={close} />
      </Sheet>
    </main>
  );
}

function RuleTable({ rules }: { rules: readonly RuleInForce[] }) {
  const { id: center } = useOpsCenter();
  return (
    <DeskTable
      name={`alarm-rules-${center}`}
      columns={useRuleColumns()}
      rows={rules}
      rowKey={({ id }) => id}
      firstSort="severity.asc"
    />
  );
}

function RuleSheet({ rules, onClose }: { rules: readonly RuleInForce[]; onClose: () => void }) {
  const intl = useIntl();
  const { open, form, change } = useDeskSearch();
  const rule = rules.find(({ id }) => id === open);
  const part = form === "versions" ? "versions" : "edit";
  return (
    <Sheet
      isOpen={rule !== undefined && form !== "new"}
      onClose={onClose}
      title={rule ? splitName(rule, intl.locale)[0] : ""}
      place="side"
    >
      {rule && (
        <div className="grid gap-5">
          <Choice
            label={intl.formatMessage({ id: "alarms.view" })}
            value={part}
            options={(["edit", "versions"] as const).map((value) => ({
              value,
              text: intl.formatMessage({ id: `rules.part.${value}` }),
            }))}
            onChange={(value) => change({ form: value === "edit" ? undefined : value })}
          />
          {part === "edit" && (
            <RuleForm
              key={`${rule.id} ${rule.version}`}
              first={draftOf(rule)}
              isNew={false}
              onDone={onClose}
            />
          )}
          {part === "versions" && <VersionList rule={rule.id} />}
        </div>
      )}
    </Sheet>
  );
}
