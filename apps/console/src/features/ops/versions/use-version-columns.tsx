import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { Column } from "../../../ui/data-table.tsx";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useDeskSearch } from "../use-desk-search.ts";

interface Version {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly publishedBy: string;
}
const marks = { now: "normal", coming: "info", past: "unknown" } as const;

/**
 * Published versions that follow each other: which one, whether it is in force, from when, what is its own, by whom.
 * @param own columns that only this kind of version has; keep it the same between renders
 */
export function useVersionColumns<T extends Version>(
  inForce: Version | null,
  nowMs: number,
  own: readonly Column<T>[],
): readonly Column<T>[] {
  const intl = useIntl();
  const words = useLeaseWords();
  const author = useAuthor();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const stateOf = ({ version, effectiveFrom }: Version) =>
      version === inForce?.version ? "now" : Date.parse(effectiveFrom) > nowMs ? "coming" : "past";
    const wordState = (version: Version) =>
      intl.formatMessage({ id: `desk.price.state.${stateOf(version)}` });
    return [
      {
        id: "version",
        label: intl.formatMessage({ id: "desk.price.version" }),
        value: ({ version }) => version,
        draw: ({ version }) => (
          <RowButton onClick={() => change({ open: String(version) })}>
            {intl.formatMessage({ id: "desk.price.version.n" }, { version })}
          </RowButton>
        ),
      },
      {
        id: "state",
        label: intl.formatMessage({ id: "column.state" }),
        value: wordState,
        draw: (version) => <MarkedText mark={marks[stateOf(version)]}>{wordState(version)}</MarkedText>,
      },
      {
        id: "from",
        label: intl.formatMessage({ id: "desk.price.from" }),
        value: ({ effectiveFrom }) => effectiveFrom,
        draw: ({ effectiveFrom }) => words.moment(effectiveFrom),
        isNumber: true,
      },
      ...own,
      {
        id: "by",
        label: intl.formatMessage({ id: "desk.price.by" }),
        value: ({ publishedBy }) => author(publishedBy),
        isFaint: true,
      },
    ];
  }, [intl, words, author, change, inForce, nowMs, own]);
}
