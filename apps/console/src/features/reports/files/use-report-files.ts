import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/queries.ts";

/** So small a file is ready that whoever waits sees no more than a button that was pressed. */
const watchMs = 700;
/** Others may have asked for files as well. */
const lookMs = 30_000;

/** The files of a center that were asked for; looked at often while one of them is being made. */
export function useReportFiles(center: string) {
  return useQuery(
    api.reportFiles.list.queryOptions({
      input: { center },
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? watchMs : lookMs),
    }),
  );
}

function isUnderWay({ state }: { readonly state: string }): boolean {
  return state === "waiting" || state === "running";
}

export function fileAddress(center: string, id: string): string {
  return `/api/centers/${encodeURIComponent(center)}/report-files/${id}`;
}
