import { toggled } from "./target-draft.ts";

/** Several of a few. */
export function CheckList<Value extends string>(props: {
  label: string;
  all: readonly Value[];
  chosen: readonly Value[];
  wordOf: (value: Value) => string;
  fault: string | undefined;
  onChange: (chosen: Value[]) => void;
}) {
  const { label, all, chosen, wordOf, fault, onChange } = props;
  return (
    <fieldset className="grid content-start gap-1 text-sm">
      <legend className="mb-1 text-faint">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {all.map((value) => (
          <label key={value} className="flex min-h-7 items-center gap-1.5">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => onChange(toggled(all, chosen, value))}
            />
            {wordOf(value)}
          </label>
        ))}
      </div>
      {fault !== undefined && <p role="alert">{fault}</p>}
    </fieldset>
  );
}
