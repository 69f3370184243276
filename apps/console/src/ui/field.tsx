import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";
import { useIntl } from "react-intl";
import { wordFault } from "../i18n/word-fault.ts";
import { StateMark } from "./state-mark.tsx";

interface About {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value; read out with the field, in the words of the page where it has some. */
  readonly fault?: string | undefined;
}

const look =
  "min-h-8 w-full min-w-0 rounded border border-rule bg-ground px-2.5 text-base text-ink aria-invalid:border-critical";
/** The browser's own button of a file field looks like the text beside it without this. */
const chooser =
  "file:my-1 file:mr-2.5 file:rounded file:border file:border-rule file:bg-panel file:px-2 file:text-sm";

export function TextField({ label, hint, fault, className, ...rest }: About & ComponentProps<"input">) {
  return (
    <Labelled about={{ label, hint, fault }}>
      {(ids) => <input {...ids} {...rest} className={`${look} ${chooser} ${className ?? ""}`} />}
    </Labelled>
  );
}

export function TextAreaField({
  label,
  hint,
  fault,
  className,
  ...rest
}: About & ComponentProps<"textarea">) {
  return (
    <Labelled about={{ label, hint, fault }}>
      {(ids) => <textarea rows={3} {...ids} {...rest} className={`${look} py-1.5 ${className ?? ""}`} />}
    </Labelled>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

export function SelectField({
  label,
  hint,
  fault,
  options,
  ...rest
}: About & ComponentProps<"select"> & { options: readonly Option[] }) {
  return (
    <Labelled about={{ label, hint, fault }}>
      {(ids) => (
        <select {...ids} {...rest} className={look}>
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface FieldIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

/** Label above, hint and fault below, all three tied to the field. */
function Labelled({ about, children }: { about: About; children: (ids: FieldIds) => ReactNode }) {
  const { label, hint, fault } = about;
  const intl = useIntl();
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(hint) || fault !== undefined;
  return (
    <div className="grid min-w-0 content-start gap-1 text-sm">
      <label htmlFor={id} className="text-faint">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": hasNote ? noteId : undefined,
        "aria-invalid": fault === undefined ? undefined : true,
      })}
      {hasNote && (
        <div id={noteId} className="grid gap-0.5">
          {fault !== undefined && (
            <p className="flex items-start gap-1.5" role="alert">
              <StateMark mark="critical" className="mt-1 size-2.5 shrink-0" />
              {wordFault(intl, fault)}
            </p>
          )}
          {hint && <p className="text-faint">{hint}</p>}
        </div>
      )}
    </div>
  );
}
