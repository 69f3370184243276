import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";

/** A secret that the server keeps as a hash only: now or never. */
export function ShownOnce({ what, text, onDone }: { what: string; text: string; onDone: () => void }) {
  const intl = useIntl();
  return (
    <div className="grid gap-3">
      <p>{what}</p>
      <p className="text-sm font-medium">{intl.formatMessage({ id: "my.once" })}</p>
      <code className="select-all break-all rounded border border-rule bg-raised p-3 text-sm">{text}</code>
      <div className="flex gap-2">
        <CopyButton text={text} />
        <Button look="strong" onClick={onDone}>
          {intl.formatMessage({ id: "my.once.done" })}
        </Button>
      </div>
    </div>
  );
}
