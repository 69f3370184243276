import type { ReportFile, ReportFormat, ReportLanguage } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/queries.ts";

interface Wish {
  readonly report: string;
  readonly format: ReportFormat;
  readonly language: ReportLanguage;
}

/**
 * Has a file made; the list of files shows how far it is.
 * @param onAsked also when the button that asked is gone by then: what failed no longer stands in the list
 */
export function useAskForFile(center: string, onAsked: (file: ReportFile) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => api.reportFiles.ask.call({ center, ...wish }),
    onSuccess: (file) => {
      onAsked(file);
      return queries.invalidateQueries({ queryKey: api.reportFiles.key() });
    },
  });
}
