import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { preferredLanguage } from "../i18n/languages.ts";
import { reloadWhenQuiet } from "../live/reload-on-new-build.ts";
import { FailureNote } from "../ui/failure-note.tsx";
import { PartUnreachable } from "./fetch-part.ts";

const wallRetryMs = 10_000;

/** The last resort: a page that threw. A wall has nobody to press the button, so it starts itself anew. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const isUnreachable = error instanceof PartUnreachable;
  // A part that could not be fetched comes with the document, once there is somebody to ask.
  useEffect(
    () =>
      isUnreachable
        ? reloadWhenQuiet(
            () => true,
            () => window.location.reload(),
          )
        : undefined,
    [isUnreachable],
  );
  useEffect(() => {
    if (!window.location.pathname.startsWith("/wall/")) return undefined;
    const timer = setTimeout(() => window.location.reload(), wallRetryMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <LanguageProvider language={preferredLanguage()}>
      <main className="mx-auto max-w-3xl p-8">
        <FailureNote code={isUnreachable ? "network" : "unexpected"} requestId={null} onRetry={reset} />
      </main>
    </LanguageProvider>
  );
}
