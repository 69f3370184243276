import type { StatementProblem } from "@aidc/contract";
import { useIntl } from "react-intl";
import { ProblemDetail } from "../../ui/problem-detail.tsx";
import { useModelName } from "./use-model-name.ts";

/** What is missing, and of what exactly. That the ledger is on its way is all there is to say of it. */
export function ProblemText({ problem }: { problem: StatementProblem }) {
  const intl = useIntl();
  const name = useModelName();
  return (
    <span>
      {intl.formatMessage({ id: `my.problem.${problem.code}` })}
      {problem.code !== "not_reached" && (
        <span className="ml-2 text-faint">
          <ProblemDetail of={problem} name={name} />
        </span>
      )}
    </span>
  );
}
