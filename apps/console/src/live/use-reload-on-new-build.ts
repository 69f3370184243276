import { useEffect, useRef } from "react";
import { mayReloadFor, reloadWhenQuiet } from "./reload-on-new-build.ts";
import { useLink } from "./use-live-topic.ts";

/**
 * Reloads the page when the server has changed: another build than the first one this page saw, or a protocol
 * this page does not speak.
 * @param build what the server says now; null while it has not spoken
 * @param isQuiet false while a person is in the middle of something
 */
export function useReloadOnNewBuild(build: string | null, isQuiet: () => boolean): void {
  const first = useRef<string | null>(null);
  if (first.current === null) first.current = build;
  const { state } = useLink();
  const outdated = state === "outdated";
  const wanted = outdated ? "protocol" : build !== null && build !== first.current ? build : null;
  useEffect(() => {
    if (wanted === null) return undefined;
    return reloadWhenQuiet(isQuiet, () => {
      if (mayReloadFor(wanted, window.sessionStorage, Date.now())) window.location.reload();
    });
  }, [wanted, isQuiet]);
}
