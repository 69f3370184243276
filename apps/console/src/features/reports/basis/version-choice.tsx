import type { ReactNode } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { showMoment } from "../../../ui/format/time.ts";
import { useAuthor } from "../../../ui/use-author.ts";
import { useWords } from "../../../ui/use-words.ts";

interface Version {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly contentSha256: string;
}

/** Published versions, newest first: the one in force is shown until another is chosen. */
export function VersionChoice<V extends Version>(props: {
  versions: readonly V[];
  /** null: none is in force now. */
  inForce: number | null;
  timeZone: string;
  children: (version: V) => ReactNode;
}) {
  const { versions, inForce, timeZone, children } = props;
  const intl = useIntl();
  const words = useWords();
  const author = useAuthor();
  const [chosen, setChosen] = useState(inForce);
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  const moment = (at: string) => showMoment(Date.parse(at), timeZone, words.language);
  if (!shown) return null;
  return (
    <div className="grid gap-4">
      <select
        className="num min-h-8 justify-self-start rounded border border-rule bg-panel px-1 text-sm"
        aria-label={intl.formatMessage({ id: "basis.version" })}
        value={shown.version}
        onChange={({ target }) => setChosen(Number(target.value))}
      >
        {versions.map(({ version, effectiveFrom }) => (
          <option key={version} value={version}>
            {intl.formatMessage(
              { id: version === inForce ? "basis.version.inforce" : "basis.version.n" },
              { version, from: moment(effectiveFrom) },
            )}
          </option>
        ))}
      </select>
      {children(shown)}
      <p className="text-sm text-faint">
        {intl.formatMessage(
          { id: "basis.published" },
          { at: moment(shown.publishedAt), by: author(shown.publishedBy) },
        )}{" "}
        <code className="select-all break-all text-xs">{shown.contentSha256}</code>
      </p>
    </div>
  );
}
