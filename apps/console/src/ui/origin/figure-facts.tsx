import type { Figure } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showSpan } from "../format/time.ts";
import { Reading } from "../reading.tsx";
import { useWords } from "../use-words.ts";
import { Fact, Facts } from "./facts.tsx";
import type { MethodText } from "./method-facts.tsx";
import { MethodFacts } from "./method-facts.tsx";

/**
 * A figure's value, window, status, coverage, grade and method.
 * @param told formula and standard as the server words them, for methods younger than this page
 */
export function FigureFacts(props: { figure: Figure; unit: string; timeZone: string; told?: MethodText }) {
  const { figure, unit, timeZone, told } = props;
  const intl = useIntl();
  const words = useWords();
  const from = Date.parse(figure.from);
  const version = [`v${figure.method.version}`, figure.method.category].filter(Boolean).join(", ");
  return (
    <div>
      <p className="text-3xl font-semibold">
        <Reading value={figure.value} unit={unit} reason={figure.reason} />
      </p>
      {figure.reason && <p className="text-soft">{words.reason(figure.reason)}</p>}
      <Facts>
        <Fact name={intl.formatMessage({ id: "explain.window" })}>
          {showSpan(from, Date.parse(figure.to), timeZone, words.language)}
        </Fact>
        <Fact name={intl.formatMessage({ id: "column.status" })}>
          {intl.formatMessage({ id: `status.${figure.status}` })}
        </Fact>
        <Fact name={intl.formatMessage({ id: "column.coverage" })}>{words.coverage(figure.coverage)}</Fact>
        <Fact name={intl.formatMessage({ id: "column.grade" })}>{words.grade(figure.grade)}</Fact>
        <MethodFacts id={figure.method.id} version={version} {...(told && { told })} />
      </Facts>
    </div>
  );
}
