import type { Figure } from "@aidc/contract";
import { figureNameSchema } from "@aidc/contract";
import type { IntlShape } from "react-intl";
import { FigureFacts } from "../../../ui/origin/figure-facts.tsx";
import { FigureInputs } from "../../../ui/origin/figure-inputs.tsx";
import type { Origin } from "./origin-sheet.tsx";

/** What a figure of this door is called; the server's own name for one that is younger than the page. */
export function nameFigure(name: string, intl: IntlShape): string {
  if (name === "it_energy") return intl.formatMessage({ id: "my.figure.it_energy" });
  if (name === "energy_with_overhead") return intl.formatMessage({ id: "my.figure.energy_with_overhead" });
  if (name === "carbon") return intl.formatMessage({ id: "my.figure.carbon" });
  const known = figureNameSchema.safeParse(name);
  return known.success ? intl.formatMessage({ id: `figure.${known.data}` }) : name;
}

export function figureOrigin(figure: Figure, timeZone: string, intl: IntlShape): Origin {
  return {
    name: nameFigure(figure.name, intl),
    facts: (
      <>
        <FigureFacts figure={figure} unit={figure.unit} timeZone={timeZone} />
        <FigureInputs inputs={figure.inputs} />
      </>
    ),
  };
}
