import { useId, useRef } from "react";
import { useIntl } from "react-intl";
import { StateMark } from "../../../ui/state-mark.tsx";
import type { DraftIssue } from "./draft-issues.ts";
import { lineOf, locateInJson } from "./locate-in-json.ts";

/** The draft as text. Each fault names its line and leads there. */
export function DraftJson(props: {
  text: string;
  onChange: (text: string) => void;
  issues: readonly DraftIssue[];
}) {
  const { text, onChange, issues } = props;
  const intl = useIntl();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const goTo = (offset: number) => {
    const element = area.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(offset, offset);
    const lineHeight = element.scrollHeight / text.split("\n").length;
    element.scrollTop = Math.max(0, (lineOf(text, offset) - 4) * lineHeight);
  };
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="text-sm text-faint">
        {intl.formatMessage({ id: "desk.publish.text" })}
      </label>
      {issues.length > 0 && (
        <ul id={`${id}-faults`} className="grid gap-1 text-sm" role="alert">
          {issues.map(({ path, message }) => {
            const offset = locateInJson(text, path);
            return (
              <li key={`${path} ${message}`} className="flex items-center gap-2">
                <StateMark mark="critical" className="size-2.5 shrink-0" />
                {offset !== null && path !== "" && (
                  <button type="button" className="min-h-6 underline" onClick={() => goTo(offset)}>
                    {intl.formatMessage({ id: "desk.publish.line" }, { line: lineOf(text, offset) })}
                  </button>
                )}
                <span>
                  {path !== "" && <code>{path}</code>} {message}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <textarea
        id={id}
        ref={area}
        rows={24}
        spellCheck={false}
        aria-invalid={issues.length > 0 || undefined}
        aria-describedby={issues.length > 0 ? `${id}-faults` : undefined}
        className="rounded border border-rule bg-ground p-3 font-mono text-sm text-ink aria-invalid:border-critical"
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
