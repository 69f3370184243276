import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";

/** Asks once before something that cannot be undone. */
export function Confirm(props: {
  question: string;
  action: string;
  error: Error | null;
  isBusy: boolean;
  onYes: () => void;
  onNo: () => void;
}) {
  const { question, action, error, isBusy, onYes, onNo } = props;
  const intl = useIntl();
  return (
    <div className="grid gap-4">
      <p>{question}</p>
      {error && <FailureNote {...describeFailure(error)} />}
      <div className="flex gap-2">
        <Button look="strong" disabled={isBusy} onClick={onYes}>
          {action}
        </Button>
        <Button onClick={onNo}>{intl.formatMessage({ id: "sources.keep" })}</Button>
      </div>
    </div>
  );
}
