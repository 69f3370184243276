import { useEffect } from "react";
import { useIntl } from "react-intl";

/** What the tab is called. The page first: of ten tabs of one center that is what tells them apart. */
export function usePageTitle(...parts: readonly (string | null | undefined)[]): void {
  const intl = useIntl();
  const title = [...parts, intl.formatMessage({ id: "app.name" })].filter(Boolean).join(" \u00b7 ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
