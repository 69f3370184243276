import type { ReportLanguage, Statement } from "@aidc/contract";
import type { FocusRow } from "@aidc/domain";
import { focusRows } from "@aidc/domain";
import type { Services } from "../services.ts";
import type { StatementQuery } from "./read-statement.ts";
import { readStatement } from "./read-statement.ts";

/** What every format of a statement is drawn from. */
export interface StatementExport {
  readonly language: ReportLanguage;
  readonly statement: Statement;
  readonly centerName: string;
  readonly rows: readonly FocusRow[];
}

/** The operator of the center sells; the center is its region. */
export async function exportStatement(
  services: Services,
  { language, ...query }: StatementQuery & { readonly language: ReportLanguage },
): Promise<StatementExport> {
  const statement = await readStatement(services, query);
  const { center } = (await services.directory.get(query.center)).document;
  const rows = focusRows(statement, {
    language,
    provider: center.name,
    region: { id: center.region, name: center.region },
  });
  return { language, statement, centerName: center.name, rows };
}
