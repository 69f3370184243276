import type { ComputeClass, LiveValue, WallState } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";
import type { ReactNode } from "react";
import { Fragment, memo, useCallback } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../live/rack-board.ts";
import { RackCanvas } from "../../ui/rack-map/rack-canvas.tsx";
import { Reading } from "../../ui/reading.tsx";
import { useUnmeteredWords } from "../../ui/use-unmetered-words.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { KnownPart } from "./known-part.tsx";
import { encodeForGuests } from "./map-metric.ts";
import { precisionWord } from "./precision-word.ts";

/** One great number with a title and a line below. */
function GreatNumber(props: {
  title: string;
  value: LiveValue;
  unit?: string;
  line: ReactNode;
  /** What must be read with the number. */
  caveat?: string | null;
}) {
  const { title, value, unit = value.unit, line, caveat } = props;
  const words = useWords();
  return (
    <Block
      className="wall-great"
      title={title}
      aside={
        value.value === null ? (
          <span>{words.reason(value.reason)}</span>
        ) : (
          <>
            <KnownPart of={value} />
            {caveat && <span title={caveat}>{caveat}</span>}
          </>
        )
      }
      age={ageOf([value])}
    >
      <Reading className="wall-pue" value={value.value} unit={unit} reason={value.reason} />
      <p className="wall-line">{line}</p>
    </Block>
  );
}

/** Parted by dots within a line; a dot at which the line breaks parts nothing and is not drawn. */
function Parts({ of }: { of: readonly string[] }) {
  return (
    <span className="wall-parts">
      {of.map((part) => (
        <Fragment key={part}>
          <span>{part}</span>{" "}
        </Fragment>
      ))}
    </span>
  );
}

/** What is installed, in PFLOPS where the peaks are published, else in cards; of which kind of computing, and how rated. */
export const PowerOfCenter = memo(function PowerOfCenter(
  props: Pick<WallState, "ladder"> & { computeClass: ComputeClass },
) {
  const { ladder, computeClass } = props;
  const intl = useIntl();
  const installed = ladder.find(({ step }) => step === "installed");
  if (!installed) return null;
  const { pflops, cards } = installed;
  const rated = intl.formatMessage(
    { id: "wall.visitor.capacity.rated" },
    { precision: precisionWord(computeClass) },
  );
  const counted =
    cards.value === null
      ? []
      : [intl.formatMessage({ id: "wall.visitor.capacity.cards" }, { count: cards.value })];
  return (
    <GreatNumber
      title={intl.formatMessage({ id: `wall.visitor.capacity.${computeClass}` })}
      value={pflops}
      line={<Parts of={pflops.value === null ? counted : [rated, ...counted]} />}
    />
  );
});

/** The PUE of twelve months where they are covered, else of today, and says which. */
export const PueOfCenter = memo(function PueOfCenter(
  props: Pick<WallState, "pueYear" | "pueToday" | "facilityPower" | "itPower" | "unmetered">,
) {
  const { pueYear, pueToday, facilityPower, itPower } = props;
  const intl = useIntl();
  const words = useWords();
  const isYear = pueYear.value !== null;
  const isKnown = [facilityPower, itPower].every((power) => power.value !== null && !isPartlyKnown(power));
  return (
    <GreatNumber
      title={intl.formatMessage({ id: isYear ? "wall.visitor.pue" : "wall.visitor.pue.today" })}
      value={isYear ? pueYear : pueToday}
      caveat={useUnmeteredWords()(props.unmetered)}
      unit="pue"
      line={
        isKnown &&
        intl.formatMessage(
          { id: "wall.visitor.pue.what" },
          {
            whole: words.quantity(facilityPower.value ?? Number.NaN, "W"),
            part: words.quantity(itPower.value ?? Number.NaN, "W"),
          },
        )
      }
    />
  );
});

export const EnergyOfCenter = memo(function EnergyOfCenter(
  props: Pick<WallState, "itEnergyYear" | "itPower">,
) {
  const { itEnergyYear, itPower } = props;
  const intl = useIntl();
  const words = useWords();
  return (
    <GreatNumber
      title={intl.formatMessage({ id: "wall.visitor.energy" })}
      value={itEnergyYear}
      line={
        itPower.value !== null &&
        !isPartlyKnown(itPower) &&
        intl.formatMessage({ id: "wall.visitor.energy.now" }, { value: words.quantity(itPower.value, "W") })
      }
    />
  );
});

export const UseOfCenter = memo(function UseOfCenter(props: Pick<WallState, "occupancy" | "utilisation">) {
  const { occupancy, utilisation } = props;
  const intl = useIntl();
  const words = useWords();
  return (
    <GreatNumber
      title={intl.formatMessage({ id: "wall.visitor.leased" })}
      value={occupancy}
      line={
        utilisation.value !== null &&
        intl.formatMessage(
          { id: "wall.visitor.active" },
          { value: words.quantity(utilisation.value, "ratio") },
        )
      }
    />
  );
});

/** The halls with how much each rack draws; what is wrong in them is nobody's business who visits. */
export const HallsOfCenter = memo(function HallsOfCenter(props: {
  board: RackBoard | null;
  of: LiveValue;
  theme: string;
}) {
  const { board, of, theme } = props;
  const intl = useIntl();
  const table = board?.table;
  const encode = useCallback(
    (looks: Uint8Array) => {
      if (table) for (let row = 0; row < looks.length; row++) looks[row] = encodeForGuests(table, row);
    },
    [table],
  );
  const count = board?.places.length ?? 0;
  return (
    <Block className="wall-racks" title={intl.formatMessage({ id: "wall.visitor.halls" })} age={ageOf([of])}>
      {board && count > 0 && (
        <RackCanvas
          key={theme}
          places={board.places}
          encode={encode}
          label={intl.formatMessage({ id: "wall.racks.map" }, { count })}
        />
      )}
      {board && count === 0 && <p className="wall-empty">{intl.formatMessage({ id: "wall.racks.none" })}</p>}
    </Block>
  );
});
