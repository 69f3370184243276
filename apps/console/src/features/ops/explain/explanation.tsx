import type { explanationSchema } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { showMoment, showZone } from "../../../ui/format/time.ts";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { Fact, Facts } from "./facts.tsx";
import { MethodFacts } from "./method-facts.tsx";
import { shownUnit } from "./origins.ts";
import { PointList } from "./point-list.tsx";

type ExplanationData = z.infer<typeof explanationSchema>;

/** A figure taken apart: formula, standard, inputs with grade and coverage, points with their gaps. */
export function Explanation({ explanation, timeZone }: { explanation: ExplanationData; timeZone: string }) {
  const { figure, formula, standard } = explanation;
  const intl = useIntl();
  const words = useWords();
  const from = Date.parse(figure.from);
  const show = (atMs: number) => showMoment(atMs, timeZone, words.language);
  const version = [`v${figure.method.version}`, figure.method.category].filter(Boolean).join(", ");
  return (
    <div className="grid gap-5">
      <div>
        <p className="text-3xl font-semibold">
          <Reading value={figure.value} unit={shownUnit(figure.name, figure.unit)} reason={figure.reason} />
        </p>
        {figure.reason && <p className="text-soft">{words.reason(figure.reason)}</p>}
        <Facts>
          <Fact name={intl.formatMessage({ id: "explain.window" })}>
            {`${show(from)} \u2013 ${show(Date.parse(figure.to))} ${showZone(from, timeZone)}`}
          </Fact>
          <Fact name={intl.formatMessage({ id: "column.status" })}>
            {intl.formatMessage({ id: `status.${figure.status}` })}
          </Fact>
          <Fact name={intl.formatMessage({ id: "column.coverage" })}>{words.coverage(figure.coverage)}</Fact>
          <Fact name={intl.formatMessage({ id: "column.grade" })}>{words.grade(figure.grade)}</Fact>
          <MethodFacts id={figure.method.id} version={version} told={{ formula, standard }} />
        </Facts>
      </div>
      <Inputs inputs={figure.inputs} />
      <PointList points={explanation.points} total={explanation.pointCount} timeZone={timeZone} />
    </div>
  );
}

function Inputs({ inputs }: { inputs: ExplanationData["figure"]["inputs"] }) {
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
