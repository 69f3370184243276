import type { AuditEntry } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showMoment } from "../../../ui/format/time.ts";
import { Name } from "../../../ui/name.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { compareEntry } from "./compare-entry.ts";
import type { EntryWords } from "./use-entry-words.ts";

/** One entry: what was before and what after, field by field, and its place in the chain. */
export function EntryDrawer({ entries, words }: { entries: readonly AuditEntry[]; words: EntryWords }) {
  const intl = useIntl();
  const { open, change } = useDeskSearch();
  const entry = entries.find(({ seq }) => String(seq) === open);
  return (
    <Sheet
      isOpen={open !== undefined}
      onClose={() => change({ open: undefined })}
      title={
        entry ? `${entry.seq} \u00b7 ${words.action(entry)}` : intl.formatMessage({ id: "desk.audit.absent" })
      }
      place="side"
    >
      {entry && (
        <div className="grid gap-5">
          <EntryFacts entry={entry} words={words} />
          <Changes entry={entry} />
        </div>
      )}
    </Sheet>
  );
}

function EntryFacts({ entry, words }: { entry: AuditEntry; words: EntryWords }) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const { at, actor, action, center, tenant, subject, requestId, previousSha256, sha256 } = entry;
  return (
    <Facts>
      <Fact name={intl.formatMessage({ id: "desk.column.at" })}>
        {showMoment(Date.parse(at), timeZone, intl.locale)}
      </Fact>
      <Fact name={intl.formatMessage({ id: "desk.column.by" })}>
        {`${actor.name} (${intl.formatMessage({ id: `desk.audit.actor.${actor.kind}` })})`}
      </Fact>
      <Fact name={intl.formatMessage({ id: "desk.audit.outcome" })}>{words.outcome(entry)}</Fact>
      <Fact name={intl.formatMessage({ id: "desk.column.what" })}>
        <WithCode said={words.action(entry)} code={action} />
      </Fact>
      <Fact name={intl.formatMessage({ id: "desk.audit.subject" })}>
        <WithCode said={words.subject(entry)} code={subject} />
      </Fact>
      {center && (
        <Fact name={intl.formatMessage({ id: "ops.center" })}>
          <WithCode said={words.at(entry)} code={center} />
        </Fact>
      )}
      {tenant && (
        <Fact name={intl.formatMessage({ id: "desk.column.tenant" })}>
          <WithCode said={words.tenant(entry)} code={tenant} />
        </Fact>
      )}
      {requestId && (
        <Fact name={intl.formatMessage({ id: "desk.audit.request" })}>
          <code className="select-all">{requestId}</code>
        </Fact>
      )}
      <Fact name={intl.formatMessage({ id: "desk.audit.previous" })}>
        <code className="select-all break-all text-xs">{previousSha256}</code>
      </Fact>
      <Fact name={intl.formatMessage({ id: "desk.audit.hash" })}>
        <code className="select-all break-all text-xs">{sha256}</code>
      </Fact>
    </Facts>
  );
}

/** As the reader calls it, and as the log does. */
function WithCode({ said, code }: { said: string; code: string }) {
  if (said === code) return <Name>{code}</Name>;
  return (
    <>
      <Name>{said}</Name> <code className="select-all break-all text-xs text-faint">{code}</code>
    </>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const intl = useIntl();
  const lines = compareEntry(entry.before, entry.after);
  if (lines.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.audit.nothing" })}</p>;
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <thead>
        <tr className="text-left text-faint *:border-b *:border-faint *:py-1.5 *:pr-3 *:font-normal">
          <th scope="col">{intl.formatMessage({ id: "desk.audit.field" })}</th>
          <th scope="col">{intl.formatMessage({ id: "desk.request.before" })}</th>
          <th scope="col">{intl.formatMessage({ id: "desk.request.after" })}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ path, before, after, isChanged }) => (
          <tr
            key={path}
            className={`align-top *:border-b *:border-rule *:py-1 *:pr-3 *:break-words ${isChanged ? "font-medium" : "text-faint"}`}
          >
            <td>{path}</td>
            <td>{before ?? "\u2014"}</td>
            <td>{after ?? "\u2014"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
