import type { ErrorCode } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Button } from "./button.tsx";
import { StateMark } from "./state-mark.tsx";

/** What failed, what still works, an id to quote, and the way out. */
export function FailureNote(props: {
  code: ErrorCode | "network" | "unexpected";
  requestId: string | null;
  onRetry?: (() => void) | undefined;
}) {
  const { code, requestId, onRetry } = props;
  const intl = useIntl();
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-l-2 border-critical py-1 pl-3 text-sm"
    >
      <StateMark mark="critical" />
      <div className="grow">
        <p className="font-medium">{intl.formatMessage({ id: `error.${code}` })}</p>
        <p className="text-faint">
          {intl.formatMessage({ id: "error.still" })}
          {requestId && (
            <span className="ml-2 select-all font-mono">
              {intl.formatMessage({ id: "error.request" }, { id: requestId })}
            </span>
          )}
        </p>
      </div>
      {onRetry && <Button onClick={onRetry}>{intl.formatMessage({ id: "error.retry" })}</Button>}
    </div>
  );
}
