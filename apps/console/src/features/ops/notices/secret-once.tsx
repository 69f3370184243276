import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";

/** What the receiver of a webhook checks signatures with. It is told here and never again. */
export function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const intl = useIntl();
  return (
    <div className="grid gap-3" role="status">
      <p>{intl.formatMessage({ id: "notices.secret.made" })}</p>
      <code className="select-all break-all rounded border border-rule bg-raised p-3 text-sm">{secret}</code>
      <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.once" })}</p>
      <div className="flex gap-2">
        <CopyButton text={secret} />
        <Button onClick={onDone}>{intl.formatMessage({ id: "sources.connect.done" })}</Button>
      </div>
    </div>
  );
}
