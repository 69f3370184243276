import type { ReactNode } from "react";
import { useEffect } from "react";
import { useIntl } from "react-intl";
import { PageSettings } from "../../ui/page-settings.tsx";

/** A quiet page with one thing on it. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  const intl = useIntl();
  useEffect(() => {
    document.title = `${title} · ${intl.formatMessage({ id: "app.name" })}`;
  }, [title, intl]);
  return (
    <main className="mx-auto grid max-w-2xl gap-8 p-4 pt-6 sm:p-8 sm:pt-[10vh]">
      <PageSettings />
      <h1 className="text-3xl font-semibold">{title}</h1>
      {children}
    </main>
  );
}
