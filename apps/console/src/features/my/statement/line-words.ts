import type { StatementLine } from "@aidc/contract";
import type { LineKind } from "@aidc/domain";
import { lineKinds } from "@aidc/domain";
import type { IntlShape } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";

const kindWords: Readonly<Record<LineKind, MessageId>> = {
  purchase: "my.line.purchase",
  used: "my.line.used",
  unused: "my.line.unused",
  unmeasured: "my.line.unmeasured",
  usage: "my.line.usage",
};

/** A line's id begins with what it is. @returns null for a line this page does not know */
function kindOfLine({ id }: Pick<StatementLine, "id">): LineKind | null {
  return lineKinds.find((kind) => id.startsWith(`${kind}~`)) ?? null;
}

/** The line in the reader's language; the server's own sentence where the line is younger than the page. */
export function wordLine(line: StatementLine, name: (model: string) => string, intl: IntlShape): string {
  const kind = kindOfLine(line);
  if (!kind || line.chargeClass !== null) return line.description;
  const what = line.model === null ? line.resource : name(line.model);
  return [intl.formatMessage({ id: kindWords[kind] }, { what }), line.band].filter(Boolean).join(" · ");
}
