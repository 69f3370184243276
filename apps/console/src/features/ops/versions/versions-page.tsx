import type { UseQueryResult } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { DeskTable } from "../desk-table.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { useVersionColumns } from "./use-version-columns.tsx";

interface Version {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly publishedBy: string;
  readonly contentSha256: string;
}

interface Versions<T extends Version> {
  /** Of the table's settings: `tariffs`. */
  readonly name: string;
  /** Keep it the same between renders. */
  readonly own: readonly Column<T>[];
  inForceAt(versions: readonly T[], nowMs: number): T | null;
  /** `before`: the version that this one followed. */
  readonly view: ComponentType<{ version: T; before: T | null }>;
}

/** What is published by versions: those there are, the one that is chosen or in force, and how the next one is made. */
export function VersionsPage<T extends Version>(
  props: Versions<T> & {
    readonly title: string;
    readonly query: UseQueryResult<T[], Error>;
    readonly none: ReactNode;
    /** What has to be known before anything else. */
    warning?(inForce: T | null, nowMs: number): ReactNode;
    form(versions: readonly T[], nowMs: number): ReactNode;
  },
) {
  const { title, query, none, warning, form: drawForm, ...versions } = props;
  const intl = useIntl();
  const nowMs = useDeskNowMs();
  const { form, change } = useDeskSearch();
  const publish = form !== "new" && (
    <Button look="strong" onClick={() => change({ form: "new" })}>
      {intl.formatMessage({ id: "desk.price.publish.new" })}
    </Button>
  );
  return (
    <main>
      <Section title={title} aside={publish}>
        <Asked query={query} lines={10}>
          {(list) => {
            if (nowMs === null) return <Skeleton lines={10} />;
            if (form === "new") return drawForm(list, nowMs);
            return (
              <div className="grid gap-6">
                {warning?.(versions.inForceAt(list, nowMs), nowMs)}
                {list.length === 0 ? none : <Shelf {...versions} list={list} nowMs={nowMs} />}
              </div>
            );
          }}
        </Asked>
      </Section>
    </main>
  );
}

function Shelf<T extends Version>(
  props: Versions<T> & { readonly list: readonly T[]; readonly nowMs: number },
) {
  const { name, own, inForceAt, view: View, list, nowMs } = props;
  const intl = useIntl();
  const center = useOpsCenter();
  const words = useLeaseWords();
  const author = useAuthor();
  const { open } = useDeskSearch();
  const inForce = useMemo(() => inForceAt(list, nowMs), [inForceAt, list, nowMs]);
  const columns = useVersionColumns(inForce, nowMs, own);
  const shown = list.find(({ version }) => String(version) === open) ?? inForce ?? list[0];
  const before = list.find(({ version }) => version + 1 === shown?.version) ?? null;
  return (
    <>
      <DeskTable
        name={`${name}-${center.id}`}
        columns={columns}
        rows={list}
        rowKey={({ version }) => String(version)}
        firstSort="version.desc"
      />
      {shown && (
        <Section
          title={intl.formatMessage({ id: "desk.price.version.n" }, { version: shown.version })}
          aside={
            <span className="num text-sm text-faint">
              {intl.formatMessage(
                { id: "desk.price.published" },
                { from: words.moment(shown.effectiveFrom), by: author(shown.publishedBy) },
              )}
            </span>
          }
        >
          <View version={shown} before={before} />
          <p className="mt-5 text-sm text-faint">
            {intl.formatMessage({ id: "desk.statement.sha" })}{" "}
            <code className="select-all break-all text-xs">{shown.contentSha256}</code>
          </p>
        </Section>
      )}
    </>
  );
}
