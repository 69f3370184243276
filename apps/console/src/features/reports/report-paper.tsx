import type { Report, ReportBlock, Worded } from "@aidc/contract";
import { periodTitle } from "@aidc/domain";
import { useIntl } from "react-intl";
import { ReportBlockView } from "./block-view.tsx";
import { ComparedWith } from "./compared.tsx";
import { ComparedSentences } from "./compared-sentences.tsx";
import { CorrectionsLink } from "./corrections-link.tsx";
import { FigureFinder } from "./figure-finder.tsx";
import { FigureOrigin } from "./figure-origin.tsx";
import { ReportSeal, Restated } from "./report-seal.tsx";
import { useSay } from "./use-say.ts";

/** The report as it is printed: headline, sentences, then chapter by chapter. */
export function ReportPaper({ report }: { report: Report }) {
  const intl = useIntl();
  const say = useSay();
  const { content } = report;
  const { center, period } = content;
  const name = say({ en: center.name, zh: center.nameZh ?? center.name });
  return (
    <ComparedWith report={report}>
      <article className="paper rounded border border-rule bg-panel px-6 py-8 md:px-12">
        <p className="flex flex-wrap justify-between gap-x-6 border-b border-rule pb-2 text-sm text-faint">
          <span>
            {[
              name,
              intl.formatMessage(
                { id: "reports.title" },
                { period: say(periodTitle(period, center.timeZone)) },
              ),
              report.number,
              // On paper nothing else says that it is only a draft.
              intl.formatMessage({ id: `reports.status.${report.status}` }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          <span className="num">{`${center.timeZone} · ${short(report.contentSha256)}`}</span>
        </p>
        {center.origin !== "live" && (
          <p className="mt-4 text-sm text-soft">
            {intl.formatMessage({ id: `reports.origin.${center.origin}` })}
          </p>
        )}
        <h1 className="mt-6 text-3xl leading-tight font-semibold text-balance">
          {unbroken(say(content.headline))}
        </h1>
        <ComparedSentences report={report} />
        <FigureFinder report={report} />
        <Contents chapters={content.chapters} say={say} />
        <Restated report={report} />
        {content.chapters.map((chapter) => (
          <section key={chapter.id} id={chapter.id} className="chapter mt-10 scroll-mt-4">
            <h2 className="mb-3 text-xl font-semibold">{say(chapter.title)}</h2>
            <Blocks chapter={chapter} report={report} />
          </section>
        ))}
        <ReportSeal report={report} />
        <FigureOrigin report={report} />
      </article>
    </ComparedWith>
  );
}

/** Sentences that follow each other stand together as a list; all else has room around it. */
function Blocks(props: { chapter: Report["content"]["chapters"][number]; report: Report }) {
  const { chapter, report } = props;
  const say = useSay();
  const isFolded = chapter.id === "raw" || chapter.id === "definitions";
  const groups = groupSentences(chapter.blocks);
  return (
    <div className="grid grid-cols-1 gap-6">
      {groups.map((group) => {
        const [first] = group;
        if (first?.kind === "text" && group.length > 1)
          return (
            <ul key={first.id} className="grid list-disc gap-x-10 gap-y-1 pl-5 text-soft md:grid-cols-2">
              {group.map((block) => block.kind === "text" && <li key={block.id}>{say(block.text)}</li>)}
            </ul>
          );
        return first && <ReportBlockView key={first.id} block={first} report={report} isFolded={isFolded} />;
      })}
      {chapter.id === "data_quality" && <CorrectionsLink center={report.content.center.id} />}
    </div>
  );
}

function groupSentences(blocks: readonly ReportBlock[]): ReportBlock[][] {
  const groups: ReportBlock[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === "text" && last?.[0]?.kind === "text") last.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** In great letters a line ends soon: never between a number and what it is a number of. */
const unbroken = (text: string): string => text.replaceAll(" %", "\u00a0%");

const short = (hash: string): string => `${hash.slice(0, 8)}\u2026${hash.slice(-8)}`;

function Contents(props: { chapters: Report["content"]["chapters"]; say: (text: Worded) => string }) {
  const intl = useIntl();
  return (
    <nav
      className="no-print mt-4 text-sm text-soft"
      aria-label={intl.formatMessage({ id: "reports.contents" })}
    >
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {props.chapters.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-block min-h-6 underline decoration-rule hover:decoration-ink"
            >
              {props.say(title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
