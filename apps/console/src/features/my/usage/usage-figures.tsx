import type { Figure } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { nameFigure } from "../origin/figure-origin.tsx";
import { OriginLink } from "../origin/origin-link.tsx";

/** Figures of the period side by side, each with coverage and grade, each opens its origin. */
export function UsageFigures({ figures }: { figures: Readonly<Record<string, Figure>> }) {
  const shown = Object.values(figures);
  if (shown.length === 0) return null;
  return (
    <section className="grid grid-cols-1 gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-2 xl:auto-cols-fr xl:grid-flow-col">
      {shown.map((figure) => (
        <FigureTile key={figure.name} figure={figure} />
      ))}
    </section>
  );
}

function FigureTile({ figure }: { figure: Figure }) {
  const intl = useIntl();
  const words = useWords();
  const name = nameFigure(figure.name, intl);
  const isUnknown = figure.value === null;
  return (
    <div className="bg-panel px-5 py-4">
      <p className="text-sm text-faint">{name}</p>
      <OriginLink origin={figure.name} name={name}>
        <span className="text-2xl font-semibold">
          <Reading value={figure.value} unit={figure.unit} reason={figure.reason} />
        </span>
      </OriginLink>
      <p className="text-xs text-faint">
        {isUnknown
          ? words.reason(figure.reason)
          : `${intl.formatMessage({ id: "value.covered" }, { coverage: words.coverage(figure.coverage) })} · ${words.grade(figure.grade)}`}
      </p>
    </div>
  );
}
