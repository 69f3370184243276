import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { preferredLanguage } from "../i18n/languages.ts";
import { FailureNote } from "../ui/failure-note.tsx";

const wallRetryMs = 10_000;

/** The last resort: a page that threw. A wall has nobody to press the button, so it starts itself anew. */
export function PageFailed({ reset }: ErrorComponentProps) {
  useEffect(() => {
    if (!window.location.pathname.startsWith("/wall/")) return undefined;
    const timer = setTimeout(() => window.location.reload(), wallRetryMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <LanguageProvider language={preferredLanguage()}>
      <main className="mx-auto max-w-3xl p-8">
        <FailureNote code="unexpected" requestId={null} onRetry={reset} />
      </main>
    </LanguageProvider>
  );
}
