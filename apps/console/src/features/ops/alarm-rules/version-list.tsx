import type { AlarmRule } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { isPlatformAdmin, useOpsViewer } from "../ops-viewer.tsx";
import { changedFields, flatten } from "./rule-draft.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** Every version with who set it and what it changed; nothing of it is ever rewritten. */
export function VersionList({ rule }: { rule: string }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const author = useAuthor();
  const { id: center } = useOpsCenter();
  const viewer = useOpsViewer();
  const versions = useQuery(api.alarms.ruleVersions.queryOptions({ input: { center, rule } }));
  return (
    <Asked query={versions}>
      {(list) => (
        <ol className="grid gap-4">
          {list.map((version, place) => (
            <li key={version.version} className="border-t border-rule pt-2">
              <p className="flex flex-wrap justify-between gap-x-4 text-sm">
                <strong>{intl.formatMessage({ id: "rules.version" }, { version: version.version })}</strong>
                <span className="num text-faint">
                  {intl.formatMessage(
                    { id: "alarms.detail.by" },
                    { time: words.moment(Date.parse(version.since)), by: author(version.setBy) },
                  )}
                </span>
              </p>
              <Changes version={version} before={list[place + 1] ?? null} />
            </li>
          ))}
          {isPlatformAdmin(viewer) && (
            <Link
              to="/ops/audit"
              search={{ action: "alarm_rule.set", q: rule }}
              className="w-fit text-sm underline"
            >
              {intl.formatMessage({ id: "rules.audit" })}
            </Link>
          )}
        </ol>
      )}
    </Asked>
  );
}

type Version = AlarmRule & { readonly enabled: boolean };

function Changes({ version, before }: { version: Version; before: Version | null }) {
  const intl = useIntl();
  const words = useRuleWords();
  const now = flatten(version);
  const earlier = before && flatten(before);
  const fields = before ? changedFields(before, version) : Object.keys(now);
  const show = (field: string, value: string | undefined) =>
    value === undefined ? "\u2014" : words.value(field, value);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 pt-1 text-sm">
      {fields.map((field) => (
        <div key={field} className="contents">
          <dt className="text-faint">{words.field(field)}</dt>
          <dd className="num min-w-0 break-words">
            {earlier && <span className="text-faint">{show(field, earlier[field])} → </span>}
            {show(field, now[field])}
          </dd>
        </div>
      ))}
      {(before === null || before.enabled !== version.enabled) && (
        <div className="contents">
          <dt className="text-faint">{intl.formatMessage({ id: "rules.column.state" })}</dt>
          <dd>{intl.formatMessage({ id: version.enabled ? "rules.on" : "rules.off" })}</dd>
        </div>
      )}
    </dl>
  );
}
