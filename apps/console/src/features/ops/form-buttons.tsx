import { useIntl } from "react-intl";
import { Button } from "../../ui/button.tsx";

/** The one thing a form does, and the way out. */
export function FormButtons({
  action,
  isBusy,
  onCancel,
}: {
  action: string;
  isBusy: boolean;
  onCancel: () => void;
}) {
  const intl = useIntl();
  return (
    <div className="flex gap-2">
      <Button type="submit" look="strong" disabled={isBusy}>
        {action}
      </Button>
      <Button onClick={onCancel}>{intl.formatMessage({ id: "desk.cancel" })}</Button>
    </div>
  );
}
