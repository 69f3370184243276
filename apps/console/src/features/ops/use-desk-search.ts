import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

const route = getRouteApi("/ops");

/** What every page of the desk keeps in its address: search, order, and what is open beside the list. */
export interface DeskSearch {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  /** Id of the row that is open. */
  readonly open?: string | undefined;
  /** The form that is open. */
  readonly form?: string | undefined;
}

export function useDeskSearch(): DeskSearch & {
  /** Typing replaces the address, opening something is a step that the back button undoes. */
  readonly change: (changes: DeskSearch, isStep?: boolean) => void;
} {
  const { q, sort, open, form } = route.useSearch();
  const navigate = useNavigate();
  const change = useCallback(
    (changes: DeskSearch, isStep = true) =>
      void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: !isStep }),
    [navigate],
  );
  return { q, sort, open, form, change };
}
