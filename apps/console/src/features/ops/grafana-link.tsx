import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { fillGrafana } from "./fill-grafana.ts";
import { useOpsCenter } from "./ops-center.tsx";

/** "Send to Grafana" with the time of the page; nothing where no Grafana is configured. */
export function GrafanaLink(props: {
  window: { readonly from: string; readonly to: string } | null;
  rack?: string;
}) {
  const { window, rack = "" } = props;
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const links = useQuery({
    ...api.desk.links.queryOptions({ input: { center } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const template = links.data?.grafana ?? null;
  if (template === null || window === null) return null;
  return (
    <a
      href={fillGrafana(template, { center, rack, ...window })}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-8 items-center gap-1.5 rounded px-2 text-sm text-soft hover:bg-raised"
    >
      <ExternalLink className="size-4" aria-hidden="true" />
      {intl.formatMessage({ id: "grafana.open" })}
    </a>
  );
}
