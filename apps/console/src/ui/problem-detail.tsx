import type { StatementProblem } from "@aidc/contract";
import { useIntl } from "react-intl";

type Detail = Pick<StatementProblem, "what" | "unmetered">;

/** What exactly a problem of a statement is: in the reader's words where its numbers are kept, else as it was frozen. */
export function ProblemDetail({ what, unmetered }: Detail) {
  const intl = useIntl();
  if (unmetered === undefined) return <span lang="en">{what}</span>;
  const { hours, gaps } = unmetered;
  return intl.formatMessage({ id: "problem.unmetered" }, { hours: intl.formatNumber(Number(hours)), gaps });
}
