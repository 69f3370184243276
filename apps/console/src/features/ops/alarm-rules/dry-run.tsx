import type { AlarmRule } from "@aidc/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField } from "../../../ui/field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { useDeskNowMs } from "../use-desk-now.ts";
import { DryRunResult } from "./dry-run-result.tsx";

const windows = ["1h", "24h", "7d", "30d"] as const;
const hourMs = 3_600_000;
const lengthsMs: Readonly<Record<(typeof windows)[number], number>> = {
  "1h": hourMs,
  "24h": 24 * hourMs,
  "7d": 7 * 24 * hourMs,
  "30d": 30 * 24 * hourMs,
};

/**
 * Tries the rule on what was measured, beside what the version in force made of it. Nothing is changed. What was found
 * is of the draft that was tried: once that is changed it is shown no more.
 * @param rule the draft as it stands; null while it has faults
 * @param check the same, and shows its faults
 */
export function DryRun({ rule, check }: { rule: AlarmRule | null; check: () => AlarmRule | null }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const nowMs = useDeskNowMs();
  const [length, setLength] = useState<(typeof windows)[number]>("24h");
  const tried = useMutation(api.alarms.dryRun.mutationOptions());
  const failure = tried.error && describeFailure(tried.error);
  const isOfDraft = tried.variables !== undefined && isSame(tried.variables.definition, rule);
  const isUntriable = failure?.issues.some(({ path }) => path === "definition.condition.kind") ?? false;
  const run = () => {
    const definition = check();
    if (!definition || nowMs === null) return;
    const window = { from: isoOf(nowMs - lengthsMs[length]), to: isoOf(nowMs) };
    tried.mutate({ center, definition, ...window });
  };
  return (
    <section className="grid gap-3 rounded border border-rule p-4">
      <h3 className="text-sm font-medium">{intl.formatMessage({ id: "rules.try" })}</h3>
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label={intl.formatMessage({ id: "rules.try.window" })}
          value={length}
          options={windows.map((value) => ({ value, text: intl.formatMessage({ id: `range.${value}` }) }))}
          onChange={({ target }) => {
            const chosen = windows.find((each) => each === target.value);
            if (!chosen) return;
            setLength(chosen);
            tried.reset();
          }}
        />
        <Button disabled={tried.isPending || nowMs === null} onClick={run}>
          {intl.formatMessage({ id: tried.isPending ? "rules.try.running" : "rules.try.run" })}
        </Button>
      </div>
      {tried.variables && !isOfDraft && !tried.isPending && (
        <p className="text-sm text-soft" role="status">
          {intl.formatMessage({ id: "rules.try.changed" })}
        </p>
      )}
      {isOfDraft && isUntriable && (
        <p className="text-sm" role="status">
          {intl.formatMessage({ id: "rules.try.none" })}{" "}
          <span className="text-faint">{intl.formatMessage({ id: "rules.try.none.why" })}</span>
        </p>
      )}
      {isOfDraft && failure && !isUntriable && <Refusal failure={failure} faults={sortFaults(failure, [])} />}
      {isOfDraft && tried.data && !failure && <DryRunResult found={tried.data} />}
    </section>
  );
}

/** Schemas and drafts write the fields of a rule in one order. */
const isSame = (tried: object, rule: AlarmRule | null) => JSON.stringify(tried) === JSON.stringify(rule);

const isoOf = (atMs: number) => new Date(atMs).toISOString();
