import { getRouteApi, Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { useRackState } from "../../../live/use-live-topic.ts";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { nounAndName } from "../../../ui/noun-and-name.ts";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { AcceleratorFacts } from "./accelerator-facts.tsx";
import { Elevation } from "./elevation.tsx";
import { hasOutlet, RackAir } from "./rack-air.tsx";
import { RackAlarms } from "./rack-alarms.tsx";
import { RackDisagreements } from "./rack-disagreements.tsx";
import { RackPowers, RackUse } from "./rack-facts.tsx";
import { RackFeeds } from "./rack-feeds.tsx";
import { RackLoops } from "./rack-loops.tsx";
import { SubjectHistory } from "./subject-history.tsx";

const rackQuantities = ["power", "inlet_temperature", "relative_humidity"] as const;
const withOutlet = ["power", "inlet_temperature", "outlet_temperature", "relative_humidity"] as const;

const route = getRouteApi("/ops/racks/$center/$rack");

/** One rack: what it is promised, draws and may draw and may draw, what stands in it, who holds it, and how it was. */
export function RackPage() {
  const intl = useIntl();
  const { center, rack: rackId } = route.useParams();
  const { card, open } = route.useSearch();
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
          {nounAndName(intl.formatMessage({ id: "rack.title" }), rack.name)}
        </h1>
        <p className="text-faint">
          {intl.formatMessage({ id: "rack.place" }, { hall: rack.hallName, row: rack.row })}
        </p>
      </div>
      <RackAlarms rackId={rackId} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-6">
          {card !== undefined && <AcceleratorFacts rack={rack} card={card} centerId={center} />}
          <RackPowers rack={rack} />
          <RackDisagreements centerId={center} rackId={rackId} />
          <RackUse rack={rack} />
          {card === undefined && (
            <SubjectHistory
              centerId={center}
              subject={{ kind: "rack", id: rackId }}
              quantities={hasOutlet(rack) ? withOutlet : rackQuantities}
              limitW={rack.powerLimitW}
            />
          )}
          <RackFeeds rack={rack} />
          <RackAir rack={rack} />
          <RackLoops rack={rack} />
        </div>
        <Section title={intl.formatMessage({ id: "rack.elevation" })}>
          <Elevation rack={rack} card={card} open={open} />
        </Section>
      </div>
    </main>
  );
}
