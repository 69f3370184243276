import type { PriceVersion } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { useOfTenant } from "../my-tenant.tsx";
import { Page } from "../page.tsx";
import { usePicture } from "../use-picture.ts";
import { QuoteForm } from "./quote-form.tsx";
import { versionsByTime } from "./sort-versions.ts";
import { VersionRules } from "./version-rules.tsx";

/** The price book in words, and what a wish would cost at it. */
export function PricesPage() {
  const intl = useIntl();
  const prices = useQuery(api.billing.tenantPrices.queryOptions({ input: useOfTenant() }));
  return (
    <Page title={intl.formatMessage({ id: "my.prices.title" })}>
      <Section title={intl.formatMessage({ id: "my.quote" })}>
        <QuoteForm models={modelsOf(prices.data?.platform ?? [])} />
      </Section>
      <Asked query={prices} lines={8}>
        {({ platform, own }) => (
          <>
            <Book title={intl.formatMessage({ id: "my.prices.platform" })} versions={platform} />
            {own.length > 0 && <Book title={intl.formatMessage({ id: "my.prices.own" })} versions={own} />}
          </>
        )}
      </Asked>
    </Page>
  );
}

function Book({ title, versions }: { title: string; versions: readonly PriceVersion[] }) {
  const intl = useIntl();
  const { clockMs } = usePicture();
  const { now, ahead, past } = versionsByTime(versions, Math.floor(clockMs / 60_000) * 60_000);
  const ordered = [now, ...ahead].filter((version) => version !== null);
  return (
    <Section title={title}>
      {versions.length === 0 && (
        <EmptyNote title={intl.formatMessage({ id: "my.prices.none" })}>
          <p className="text-sm">{intl.formatMessage({ id: "my.prices.none.how" })}</p>
        </EmptyNote>
      )}
      <div className="grid gap-6">
        {ordered.map((version) => (
          <VersionRules key={version.version} version={version} isNow={version === now} />
        ))}
      </div>
      {past.length > 0 && (
        <details className="pt-4">
          <summary className="min-h-8 cursor-pointer text-sm text-soft">
            {intl.formatMessage({ id: "my.prices.past" }, { count: past.length })}
          </summary>
          <div className="grid gap-6 pt-3">
            {past.map((version) => (
              <VersionRules key={version.version} version={version} isNow={false} />
            ))}
          </div>
        </details>
      )}
    </Section>
  );
}

/** Models that have a price of their own. */
function modelsOf(versions: readonly PriceVersion[]): string[] {
  const models = versions.flatMap(({ rules }) =>
    rules.flatMap((rule) => ("model" in rule ? [rule.model] : [])),
  );
  return [...new Set(models.filter((model) => model !== null))].toSorted();
}
