import type { Statement } from "@aidc/contract";
import { useIntl } from "react-intl";
import { StateMark } from "../../../ui/state-mark.tsx";
import { PeriodText } from "../period-choice.tsx";
import { ProblemText } from "../problem-text.tsx";

/** What is missing: without a price nothing is free, so the statement waits; time without counts is named. */
export function ProblemList({ problems, status }: Pick<Statement, "problems" | "status">) {
  const intl = useIntl();
  if (problems.length === 0) return null;
  const isBlocked = status === "blocked";
  const isUnreached = problems.some(({ code }) => code === "not_reached");
  const blockedWords = isUnreached ? "my.problems.unreached" : "my.problems.blocked";
  return (
    <section
      className={`grid gap-2 border-l-2 py-1 pl-3 text-sm ${isBlocked ? "border-critical" : "border-warning"}`}
      aria-label={intl.formatMessage({ id: "my.problems" })}
    >
      <p className="flex items-center gap-2 font-medium">
        <StateMark mark={isBlocked ? "critical" : "warning"} className="size-3 shrink-0" />
        {intl.formatMessage({ id: isBlocked ? blockedWords : "my.problems.gaps" })}
      </p>
      <ul className="grid gap-1 pl-5">
        {problems.map((problem) => (
          <li
            key={`${problem.code} ${problem.what} ${problem.from}`}
            className="flex flex-wrap justify-between gap-x-6"
          >
            <ProblemText problem={problem} />
            <PeriodText from={Date.parse(problem.from)} to={Date.parse(problem.to)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
