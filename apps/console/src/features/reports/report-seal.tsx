import type { Report } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Fact, Facts } from "../../ui/origin/facts.tsx";

/** Who vouches for it, and what it can be checked by; what changed since the version before. */
export function ReportSeal({ report }: { report: Report }) {
  const intl = useIntl();
  const label = (id: "reviewer" | "issuer" | "hash" | "supersedes" | "seal" | "key") =>
    intl.formatMessage({ id: `reports.seal.${id}` });
  const signed = (name: string | null, at: string | null) => (name && at ? `${name}, ${at}` : "\u2013");
  return (
    <section className="chapter mt-10 border-t border-rule pt-4">
      {report.restatement.length > 0 && (
        <>
          <h2 className="mb-2 text-xl font-semibold">{intl.formatMessage({ id: "reports.restated" })}</h2>
          <ul className="mb-6 grid gap-1 text-sm">
            {report.restatement.map((line) => (
              <li key={line.figure} className="num">
                <code>{line.figure}</code>
                {` ${line.old ?? "\u2013"} \u2192 ${line.new ?? "\u2013"} · ${line.cause} · ${line.author}`}
              </li>
            ))}
          </ul>
        </>
      )}
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
