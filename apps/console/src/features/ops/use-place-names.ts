import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { splitName } from "../../ui/center-name.ts";

export interface PlaceNames {
  readonly center: (id: string) => string;
  readonly tenant: (center: string | null, id: string) => string;
}

/**
 * What people call the centers and their tenants, for a list of the whole installation. What is not there any more is
 * called by its id.
 * @param mentioned ids of the centers that the list names
 */
export function usePlaceNames(mentioned: readonly string[]): PlaceNames {
  const { locale } = useIntl();
  const centers = useQuery(api.centers.list.queryOptions()).data;
  const known = useMemo(
    () => centers?.map(({ id }) => id).filter((id) => mentioned.includes(id)) ?? [],
    [centers, mentioned],
  );
  const lists = useQueries({
    queries: known.map((center) => api.tenants.list.queryOptions({ input: { center } })),
    combine: (results) => results.map(({ data }) => data ?? []),
  });
  return useMemo(() => {
    const centerNames = new Map(centers?.map((one) => [one.id, splitName(one, locale)[0]]));
    const tenantNames = new Map(
      known.flatMap((center, at) =>
        (lists[at] ?? []).map((one) => [`${center}/${one.id}`, splitName(one, locale)[0]] as const),
      ),
    );
    return {
      center: (id) => centerNames.get(id) ?? id,
      tenant: (center, id) => tenantNames.get(`${center}/${id}`) ?? id,
    };
  }, [centers, known, lists, locale]);
}
