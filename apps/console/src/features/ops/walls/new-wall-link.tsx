import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { CopyButton } from "../../../ui/copy-button.tsx";

/** The link of a wall that was just created: to read, to copy and to open. */
export function NewWallLink({ url, note, children }: { url: string; note?: string; children?: ReactNode }) {
  const intl = useIntl();
  return (
    <>
      <code className="select-all break-all rounded border border-rule bg-raised p-3 text-sm">{url}</code>
      {note && <p className="text-sm text-faint">{note}</p>}
      <div className="flex gap-2">
        <CopyButton text={url} />
        <a
          className="inline-flex min-h-8 items-center rounded border border-rule px-2.5 text-sm hover:bg-raised"
          href={url}
          target="_blank"
          rel="noreferrer"
        >
          {intl.formatMessage({ id: "ops.wall.open" })}
        </a>
        {children}
      </div>
    </>
  );
}
