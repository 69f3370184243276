import { useIntl } from "react-intl";
import { describeRefusal } from "../../api/auth.ts";
import { StateMark } from "../../ui/state-mark.tsx";

/** Why the door of accounts refused, and what to do. */
export function RefusalNote({ error }: { error: Error | null }) {
  const intl = useIntl();
  if (!error) return null;
  return (
    <p role="alert" className="flex items-start gap-2 text-sm">
      <StateMark mark="critical" className="mt-1 size-3 shrink-0" />
      {intl.formatMessage({ id: `auth.${describeRefusal(error)}` })}
    </p>
  );
}
