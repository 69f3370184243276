import type { FigureName } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate, useParams } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { useRackState, useWallState } from "../../../live/use-live-topic.ts";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { RangeChoice } from "../range-choice.tsx";
import { useOpsWindow } from "../use-window.ts";
import { Explanation } from "./explanation.tsx";
import { DeskLiveFacts } from "./live-facts.tsx";
import type { LiveOrigin, OriginKey } from "./origins.ts";
import { describeOrigin, findLiveValue } from "./origins.ts";

const route = getRouteApi("/ops");

/** "Where does this number come from?": open while the address says so. */
export function ExplainDrawer() {
  const { explain } = route.useSearch();
  const navigate = useNavigate();
  const intl = useIntl();
  const close = () => void navigate({ to: ".", search: (before) => ({ ...before, explain: undefined }) });
  return (
    <Sheet
      isOpen={explain !== undefined}
      onClose={close}
      title={intl.formatMessage({ id: "explain.title" })}
      place="side"
    >
      {explain && <Origin origin={explain} />}
    </Sheet>
  );
}

function Origin({ origin: key }: { origin: OriginKey }) {
  const intl = useIntl();
  const origin = describeOrigin(key);
  return (
    <div className="grid gap-5">
      <h3 className="text-2xl font-semibold">{intl.formatMessage({ id: origin.label })}</h3>
      {origin.wall && <WallFacts origin={origin} />}
      {origin.rack && <RackFacts origin={origin} />}
      {origin.figure ? (
        <FigureOrigin name={origin.figure} />
      ) : (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "explain.noperiod" })}</p>
      )}
    </div>
  );
}

function WallFacts({ origin }: { origin: LiveOrigin }) {
  const wall = useWallState(useOpsCenter().id).value;
  const value = findLiveValue(origin, wall, null);
  return value && <DeskLiveFacts value={value} unit={origin.unit ?? value.unit} />;
}

function RackFacts({ origin }: { origin: LiveOrigin }) {
  const { rack: rackId } = useParams({ strict: false });
  const rack = useRackState(useOpsCenter().id, rackId ?? "").value;
  const value = findLiveValue(origin, null, rack);
  return value && <DeskLiveFacts value={value} unit={value.unit} />;
}

function FigureOrigin({ name }: { name: FigureName }) {
  const center = useOpsCenter();
  const { range, window } = useOpsWindow("today");
  const explanation = useQuery({
    ...api.centers.explain.queryOptions({
      input: { center: center.id, name, from: window?.from ?? "", to: window?.to ?? "" },
    }),
    enabled: window !== null,
    placeholderData: (before) => before,
  });
  const failure = explanation.error && describeFailure(explanation.error);
  return (
    <div className="grid gap-4">
      <RangeChoice value={range} />
      {explanation.isPending && <Skeleton lines={8} />}
      {failure && (
        <FailureNote
          code={failure.code}
          requestId={failure.requestId}
          onRetry={() => void explanation.refetch()}
        />
      )}
      {explanation.data && (
        <Explanation name={name} explanation={explanation.data} timeZone={center.timeZone} />
      )}
    </div>
  );
}
