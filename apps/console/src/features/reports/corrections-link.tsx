import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { isOperator } from "../../api/viewer.ts";

/** To where what the chapter lists is recorded and withdrawn; planners, to whom the desk is closed, see no door. */
export function CorrectionsLink({ center }: { center: string }) {
  const intl = useIntl();
  const viewer = useQuery(api.access.whoAmI.queryOptions()).data;
  if (!viewer || !isOperator(viewer)) return null;
  return (
    <p className="no-print text-sm">
      <Link
        to="/ops/corrections"
        search={{ center }}
        className="inline-block min-h-6 underline decoration-rule hover:decoration-ink"
      >
        {intl.formatMessage({ id: "corrections.go" })}
      </Link>
    </p>
  );
}
