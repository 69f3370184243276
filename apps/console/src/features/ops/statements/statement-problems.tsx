import type { Statement } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { ProblemDetail } from "../../../ui/problem-detail.tsx";
import { Section } from "../../../ui/section.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";

type Problem = Statement["problems"][number];

/** Where the way out of each problem begins. */
const wayOut = {
  no_price: "/ops/prices",
  no_model: "/ops/leases",
  no_peak_known: "/ops/prices",
  not_metered: "/ops/sources",
  not_reached: "/ops/statements",
} as const;

/** What stands in the way of a statement, each with what to do about it. */
export function StatementProblems({ problems, tenant }: { problems: readonly Problem[]; tenant: string }) {
  const intl = useIntl();
  const words = useLeaseWords();
  if (problems.length === 0) return null;
  return (
    <Section title={intl.formatMessage({ id: "desk.statement.problems" })}>
      <ul className="grid gap-3 text-sm">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.what} ${problem.from}`} className="flex items-start gap-2">
            <StateMark
              mark={problem.code === "not_metered" ? "warning" : "critical"}
              className="mt-1 shrink-0"
            />
            <div>
              <p className="font-medium">
                <ProblemDetail of={problem} name={words.model} />
              </p>
              <p className="num text-faint">{words.interval(problem)}</p>
              <p>
                {intl.formatMessage({ id: `desk.problem.${problem.code}` })}{" "}
                <Link
                  to={wayOut[problem.code]}
                  search={problem.code === "no_model" ? { q: tenant } : {}}
                  className="underline"
                >
                  {intl.formatMessage({ id: `desk.problem.${problem.code}.go` })}
                </Link>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
