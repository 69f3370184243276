import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";

/** A link that sets a password. It works once and is not kept anywhere: whoever made it hands it over. */
export function LinkOnce({ url, name, onDone }: { url: string; name: string; onDone: () => void }) {
  const intl = useIntl();
  return (
    <div className="grid gap-3" role="status">
      <p>{intl.formatMessage({ id: "desk.person.link" }, { name })}</p>
      <code className="select-all break-all rounded border border-rule bg-raised p-3 text-sm">{url}</code>
      <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.once" })}</p>
      <div className="flex gap-2">
        <CopyButton text={url} />
        <Button onClick={onDone}>{intl.formatMessage({ id: "sources.connect.done" })}</Button>
      </div>
    </div>
  );
}
