import type { ReactNode } from "react";
import { PageSettings } from "../../ui/page-settings.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";

/** A quiet page with one thing on it. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className="mx-auto grid max-w-2xl gap-8 p-4 pt-6 sm:p-8 sm:pt-[10vh]">
      <PageSettings />
      <h1 className="text-3xl font-semibold">{title}</h1>
      {children}
    </main>
  );
}
