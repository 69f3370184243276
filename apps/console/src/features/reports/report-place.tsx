import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** What the address says of the page: which center, which period or report, whose origin is open. */
export function useReportPlace() {
  const search = useSearch({ from: "/reports" });
  const navigate = useNavigate({ from: "/reports" });
  const change = useCallback(
    (part: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...part }) }),
    [navigate],
  );
  return { search, change };
}
