import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { WallSettingsForm } from "./wall-settings-form.tsx";

const route = getRouteApi("/ops/walls/$wall");

/** `/ops/walls/:wall`: how one display shows its center. */
export function WallSettingsPage() {
  const intl = useIntl();
  const { wall } = route.useParams();
  const center = useOpsCenter();
  const link = useQuery(
    api.access.readWallLink.queryOptions({ input: { center: center.id, wall }, staleTime: 0 }),
  );
  const back = (
    <Link
      to="/ops/walls"
      className="inline-flex min-h-8 items-center rounded border border-rule px-2.5 text-sm hover:bg-raised"
    >
      {intl.formatMessage({ id: "screens.page" })}
    </Link>
  );
  const refused = link.error && describeFailure(link.error).code;
  if (refused === "not_found" || refused === "bad_request")
    return <EmptyNote title={intl.formatMessage({ id: "error.not_found" })}>{back}</EmptyNote>;
  return (
    <main className="grid gap-4">
      <Asked query={link}>
        {(found) => (
          <Section title={`${intl.formatMessage({ id: "wall.settings" })}: ${found.name}`} aside={back}>
            <WallSettingsForm
              key={found.id}
              wall={found.id}
              initial={found.settings}
              isRevoked={found.revokedAtMs !== null}
            />
          </Section>
        )}
      </Asked>
    </main>
  );
}
