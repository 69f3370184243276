import type { Viewer } from "@aidc/contract";
import type { ReactNode } from "react";
import { Fragment } from "react";
import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import { NoCenter } from "../../ui/no-center.tsx";
import { CenterPicker } from "./center-picker.tsx";
import type { Centers } from "./planner-door.tsx";
import { PlannerDoor } from "./planner-door.tsx";
import { ReportsHead } from "./reports-head.tsx";
import "./reports.css";

interface Place {
  readonly viewer: Viewer;
  readonly centers: Centers;
  readonly center: Centers[number];
}

/**
 * A planner's page about one center: the one that its address names, or the first where it names none. One that is
 * not there must not be answered with another one's numbers.
 */
export function CenterPage(props: {
  asked: string | undefined;
  onChoose: (id: string) => void;
  children: (place: Place) => ReactNode;
}) {
  const { asked, onChoose, children } = props;
  const intl = useIntl();
  return (
    <PlannerDoor>
      {(viewer, centers) => {
        const center = centers.find(({ id }) => asked === undefined || id === asked);
        return (
          <div className="reports min-h-screen">
            <ReportsHead viewer={viewer} center={center && splitName(center, intl.locale)[0]}>
              {center && <CenterPicker centers={centers} center={center} onChange={onChoose} />}
            </ReportsHead>
            {center ? (
              <Fragment key={center.id}>{children({ viewer, centers, center })}</Fragment>
            ) : (
              <NoCenter
                asked={asked}
                centers={centers}
                link={({ id }, name) => (
                  <button type="button" className="underline" onClick={() => onChoose(id)}>
                    {name}
                  </button>
                )}
              />
            )}
          </div>
        );
      }}
    </PlannerDoor>
  );
}
