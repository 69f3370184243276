import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../../../api/queries.ts";

/** After a change of leases: everything that is made of them is asked for anew. */
export function useLeasesChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: api.leasing.key() }),
      queries.invalidateQueries({ queryKey: api.tenants.key() }),
    ]);
  }, [queries]);
}
