import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/queries.ts";
import { lookAgainMs } from "./look-again.ts";

/**
 * The files on the shelf of a center, of every report that was issued; looked at often while one is being made.
 * @param mine ids of what this page asked for itself
 */
export function useReportFiles(center: string, mine: readonly string[]) {
  return useQuery(
    api.reportFiles.list.queryOptions({
      input: { center },
      staleTime: 0,
      refetchInterval: ({ state }) => lookAgainMs(state.data, mine),
    }),
  );
}

export function fileAddress(center: string, id: string): string {
  return `/api/centers/${encodeURIComponent(center)}/report-files/${id}`;
}
