import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import type { Failure } from "../../api/failure.ts";
import { wordFault } from "../../i18n/word-fault.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { MarkedNote } from "../../ui/marked-note.tsx";
import type { FormFaults } from "./sort-faults.ts";

const between = ": ";

/** The name of a field that the form does not have stays as it is. */
function wordPlaced(intl: IntlShape, text: string): string {
  const whole = wordFault(intl, text);
  if (whole !== text) return whole;
  const [place = "", ...said] = text.split(between);
  return said.length === 0 ? text : `${place}${between}${wordFault(intl, said.join(between))}`;
}

/** Above the buttons of a form: that the server said no, what it said beyond the fields, and that nothing changed. */
export function Refusal({ failure, faults }: { failure: Failure | null; faults: FormFaults }) {
  const intl = useIntl();
  if (!failure) return null;
  const isAtFields = Object.keys(faults.at).length > 0;
  if (!isAtFields && faults.rest.length === 0)
    return <FailureNote code={failure.code} requestId={failure.requestId} />;
  return (
    <MarkedNote
      mark="critical"
      title={intl.formatMessage({ id: isAtFields ? "desk.refused.fields" : "desk.refused" })}
      isAlert
    >
      {faults.rest.map((text) => (
        <p key={text}>{wordPlaced(intl, text)}</p>
      ))}
      <p className="text-faint">{intl.formatMessage({ id: "desk.refused.still" })}</p>
    </MarkedNote>
  );
}
