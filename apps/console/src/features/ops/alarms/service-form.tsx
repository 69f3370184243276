import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { FormButtons } from "../form-buttons.tsx";
import { ReasonField } from "./reason-field.tsx";

/** Out of service and back, with a reason. */
export function ServiceForm(props: {
  isOut: boolean;
  isBusy: boolean;
  onCancel: () => void;
  onSet: (reason: string) => void;
}) {
  const { isOut, isBusy, onCancel, onSet } = props;
  const intl = useIntl();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSet(reason.trim());
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      {!isOut && <p className="text-sm">{intl.formatMessage({ id: "alarms.service.out.what" })}</p>}
      <ReasonField reason={reason} onChange={setReason} />
      <FormButtons
        action={intl.formatMessage({ id: isOut ? "alarms.service.in" : "alarms.service.out" })}
        isBusy={isBusy}
        onCancel={onCancel}
      />
    </form>
  );
}
