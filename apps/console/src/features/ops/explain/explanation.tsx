import type { explanationSchema, FigureName } from "@aidc/contract";
import { isCovered } from "@aidc/domain";
import type { z } from "zod";
import { FigureFacts } from "../../../ui/origin/figure-facts.tsx";
import { FigureInputs } from "../../../ui/origin/figure-inputs.tsx";
import { PointList } from "../../../ui/origin/point-list.tsx";
import { MorePoints } from "./more-points.tsx";
import { shownUnit } from "./origins.ts";

type ExplanationData = z.infer<typeof explanationSchema>;

/** A figure taken apart: formula, standard, inputs with grade and coverage, points with their gaps. */
export function Explanation(props: { name: FigureName; explanation: ExplanationData; timeZone: string }) {
  const { name, explanation, timeZone } = props;
  const { figure, formula, standard } = explanation;
  return (
    <div className="grid gap-5">
      <FigureFacts
        figure={figure}
        unit={shownUnit(figure.name, figure.unit)}
        timeZone={timeZone}
        told={{ formula, standard }}
      />
      <FigureInputs inputs={figure.inputs} />
      <PointList
        facts={explanation}
        timeZone={timeZone}
        isCovered={isCovered}
        open={(part) => <MorePoints key={name} name={name} window={figure} part={part} />}
      />
    </div>
  );
}
