import type { Figure } from "@aidc/contract";
import { useIntl } from "react-intl";
import { useWords } from "../use-words.ts";

/** What a figure rests on: kind by kind, with grade and coverage. */
export function FigureInputs({ inputs }: { inputs: Figure["inputs"] }) {
  const intl = useIntl();
  const words = useWords();
  if (inputs.length === 0) return null;
  return (
    <section>
      <h4 className="mb-1 font-semibold">{intl.formatMessage({ id: "explain.inputs" })}</h4>
      <ul className="text-sm">
        {inputs.map((input) => (
          <li
            key={`${input.kind} ${input.label}`}
            className="flex justify-between gap-4 border-t border-rule py-1.5"
          >
            <span>
              {intl.formatMessage({ id: "explain.input" }, { count: input.count, label: input.label })}
            </span>
            <span className="num whitespace-nowrap text-faint">
              {words.grade(input.grade)}
              {input.coverage !== null && ` · ${words.coverage(input.coverage)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
