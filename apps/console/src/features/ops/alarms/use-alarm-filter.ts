import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useDeskSearch } from "../use-desk-search.ts";
import type { AlarmFilter } from "./arrange-alarms.ts";

const route = getRouteApi("/ops/alarms");

/** The filters as the address has them. */
export function useAlarmFilter(): AlarmFilter {
  const { show = "open", severity } = route.useSearch();
  const { q: search = "" } = useDeskSearch();
  return useMemo(() => ({ show, severity, search }), [show, severity, search]);
}
