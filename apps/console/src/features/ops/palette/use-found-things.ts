import type { FoundThing } from "@aidc/contract";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { isolatePlace } from "../../../i18n/isolate.ts";
import { splitName } from "../../../ui/center-name.ts";
import { useOpsCenter } from "../ops-center.tsx";
import type { Choice } from "./rank-choices.ts";

const typingMs = 120;
const most = 30;

/** What the server finds for these words, as choices. */
export function useFoundThings(search: string) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const open = useOpenThing();
  const q = useSettled(search.trim());
  const found = useQuery(
    api.desk.search.queryOptions({
      input: q === "" ? skipToken : { center, q, limit: most },
      placeholderData: keepPreviousData,
    }),
  );
  const choices = useMemo(
    (): readonly Choice[] =>
      (q === "" ? [] : (found.data?.found ?? [])).map((thing) => ({
        id: `${thing.kind} ${thing.id}`,
        group: "thing",
        label: splitName(thing, intl.locale)[0],
        hint: [intl.formatMessage({ id: `palette.kind.${thing.kind}` }), isolatePlace(thing.place)]
          .filter((part) => part !== "")
          .join(" · "),
        also: "",
        run: () => open(thing),
      })),
    [found.data, q, intl, open],
  );
  return {
    choices,
    more: q === "" ? 0 : (found.data?.more ?? 0),
    isBusy: found.isFetching,
    failed: found.isError,
  };
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), typingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The page that shows a thing, with the thing open on it. */
function useOpenThing(): (thing: FoundThing) => void {
  const navigate = useNavigate();
  const { id: center } = useOpsCenter();
  return useMemo(
    () => (thing) => {
      const { kind, id, rack, tenant } = thing;
      if (kind === "alarm") return void navigate({ to: "/ops/alarms", search: { open: id } });
      if (kind === "lease") return void navigate({ to: "/ops/leases", search: { open: id } });
      if (kind === "source") return void navigate({ to: "/ops/sources", search: { q: thing.name } });
      if (tenant !== null)
        return void navigate({ to: "/ops/tenants/$center/$tenant", params: { center, tenant } });
      if (rack !== null) {
        const search = kind === "rack" ? {} : kind === "accelerator" ? { card: id } : { open: id };
        return void navigate({ to: "/ops/racks/$center/$rack", params: { center, rack }, search });
      }
      const branch = kind === "feed" || kind === "loop" ? { open: `${kind}:${id}` } : {};
      return void navigate({ to: "/ops/power", search: branch });
    },
    [navigate, center],
  );
}
