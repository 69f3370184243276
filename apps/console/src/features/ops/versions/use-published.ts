import { useQueryClient } from "@tanstack/react-query";
import { useDeskSearch } from "../use-desk-search.ts";

/** After a version was published the form closes on it, and what follows from it is asked anew. */
export function usePublished(): (published: { readonly version: number }) => Promise<void> {
  const queries = useQueryClient();
  const { change } = useDeskSearch();
  return async ({ version }) => {
    await queries.invalidateQueries();
    change({ form: undefined, open: String(version) });
  };
}
