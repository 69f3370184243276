import type { StatementProblem } from "@aidc/contract";
import { useIntl } from "react-intl";
import { wordUnpriced } from "./word-unpriced.ts";

interface Detail {
  readonly of: Pick<StatementProblem, "code" | "what" | "about" | "unmetered">;
  /** The name of a model. */
  readonly name: (model: string) => string;
}

/** What exactly a problem of a statement is: in the reader's words where its facts are kept, else as it was frozen. */
export function ProblemDetail({ of: { code, what, about, unmetered }, name }: Detail) {
  const intl = useIntl();
  if (about !== undefined) return wordUnpriced(about, name, intl);
  if (code === "not_reached") return intl.formatMessage({ id: "my.problem.not_reached" });
  if (unmetered === undefined) return <span lang="en">{what}</span>;
  const { hours, gaps } = unmetered;
  return intl.formatMessage({ id: "problem.unmetered" }, { hours: intl.formatNumber(Number(hours)), gaps });
}
