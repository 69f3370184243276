import { getRouteApi, Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { useRackState } from "../../../live/use-live-topic.ts";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Elevation } from "./elevation.tsx";
import { RackFacts } from "./rack-facts.tsx";
import { RackHistory } from "./rack-history.tsx";

const route = getRouteApi("/ops/racks/$center/$rack");

/** One rack: what it draws and may draw, what stands in it, who holds it, and how it was. */
export function RackPage() {
  const intl = useIntl();
  const { center, rack: rackId } = route.useParams();
  const { value: rack, refused } = useRackState(center, rackId);
  const back = (
    <Link to="/ops/racks" className="text-sm text-faint hover:underline">
      {`\u2190 ${intl.formatMessage({ id: "rack.back" })}`}
    </Link>
  );
  if (refused) return <EmptyNote title={intl.formatMessage({ id: "error.not_found" })}>{back}</EmptyNote>;
  if (!rack) return <Skeleton lines={12} />;
  return (
    <main className="grid gap-6">
      <div>
        {back}
        <h1 className="text-2xl font-semibold">
          {intl.formatMessage({ id: "rack.title" }, { name: rack.name })}
        </h1>
        <p className="text-faint">
          {intl.formatMessage({ id: "rack.place" }, { hall: rack.hall, row: rack.row })}
        </p>
      </div>
      <RackFacts rack={rack} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <RackHistory centerId={center} rackId={rackId} limitW={rack.powerLimitW} />
        <Section title={intl.formatMessage({ id: "rack.elevation" })}>
          <Elevation servers={rack.servers} />
        </Section>
      </div>
    </main>
  );
}
