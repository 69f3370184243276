import type { StatementLine } from "@aidc/contract";
import type { LineFacts } from "@aidc/domain";
import type { IntlShape } from "react-intl";

/**
 * A line of a statement in the reader's language; the server's own sentence where the line is younger than the page.
 * @param facts null: of no kind that is known here
 */
export function wordLine(
  { description }: StatementLine,
  facts: LineFacts | null,
  name: (model: string) => string,
  intl: IntlShape,
): string {
  if (facts === null) return description;
  const { kind, resource, model, band, corrects } = facts;
  const what = model === null ? intl.formatMessage({ id: `my.resource.${resource}` }) : name(model);
  const said = intl.formatMessage({ id: `my.line.${kind}` }, { what });
  const charge =
    corrects === null
      ? said
      : intl.formatMessage({ id: "my.line.correction" }, { month: corrects, what: said });
  return [charge, band].filter(Boolean).join(" \u00b7 ");
}
