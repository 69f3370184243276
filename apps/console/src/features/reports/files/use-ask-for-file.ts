import type { ReportFormat, ReportLanguage } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/queries.ts";

interface Wish {
  readonly report: string;
  readonly format: ReportFormat;
  readonly language: ReportLanguage;
}

/** Has a file made; the list of files shows how far it is. */
export function useAskForFile(center: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => api.reportFiles.ask.call({ center, ...wish }),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.reportFiles.key() }),
  });
}
