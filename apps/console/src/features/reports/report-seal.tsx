import type { Report } from "@aidc/contract";
import { restatedGroups } from "@aidc/domain";
import { useIntl } from "react-intl";
import { Fact, Facts } from "../../ui/origin/facts.tsx";

/** What changed since the version before: told first, as on the cover of the files. */
export function Restated({ report }: { report: Report }) {
  const intl = useIntl();
  if (report.restatement.length === 0) return null;
  return (
    <section className="chapter mt-10">
      <h2 className="mb-2 text-xl font-semibold">{intl.formatMessage({ id: "reports.restated" })}</h2>
      {restatedGroups(report.restatement, intl.locale.startsWith("zh") ? "zh" : "en").map(
        ({ cause, lines }) => (
          <section key={cause} className="mb-4 text-sm">
            <h3 className="font-semibold">{cause}</h3>
            <ul className="mt-1 grid gap-1">
              {lines.map((line) => (
                <li key={line} className="num">
                  {line}
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </section>
  );
}

/** Who vouches for it, and what it can be checked by. */
export function ReportSeal({ report }: { report: Report }) {
  const intl = useIntl();
  const label = (id: "reviewer" | "issuer" | "hash" | "supersedes" | "seal" | "key") =>
    intl.formatMessage({ id: `reports.seal.${id}` });
  const signed = (name: string | null, at: string | null) => (name && at ? `${name}, ${at}` : "\u2013");
  return (
    <section className="chapter mt-10 border-t border-rule pt-4">
      <Facts>
        <Fact name={label("reviewer")}>{signed(report.reviewer, report.reviewedAt)}</Fact>
        <Fact name={label("issuer")}>{signed(report.issuer, report.issuedAt)}</Fact>
        {report.supersedes !== null && <Fact name={label("supersedes")}>{report.supersedes}</Fact>}
        <Fact name={label("hash")}>
          <code className="text-xs break-all select-all">{report.contentSha256}</code>
        </Fact>
        {report.seal && (
          <>
            <Fact name={label("seal")}>
              <code className="text-xs break-all select-all">{`${report.seal.seq} · ${report.seal.hash}`}</code>
            </Fact>
            <Fact name={label("key")}>
              <code className="text-xs break-all select-all">{report.seal.publicKey}</code>
            </Fact>
          </>
        )}
      </Facts>
    </section>
  );
}
