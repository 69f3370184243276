import type { Quantity, SeriesUnit, Subject, SubjectKind } from "@aidc/contract";
import { useCallback } from "react";
import { useIntl } from "react-intl";
import { nounAndName } from "../../../ui/noun-and-name.ts";

/** What a series measures, and the unit in which it is sent. */
export interface Meaning {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly unit: SeriesUnit;
}

/** A unit as people write it; what has no sign is said in a word. */
export function useUnitWords(): (unit: SeriesUnit) => string {
  const intl = useIntl();
  return useCallback(
    (unit: SeriesUnit) =>
      unit === "ratio" || unit === "count" || unit === "code"
        ? intl.formatMessage({ id: `sources.unit.${unit}` })
        : unit,
    [intl],
  );
}

interface RuleMeaning {
  readonly kind: SubjectKind;
  readonly by: { readonly label: string; readonly slot: string | null };
  readonly quantity: Quantity;
  readonly unit: SeriesUnit;
}

/** `Power of the rack that its label "rack" names, sent in kW`. */
export function useRuleWords(): (rule: RuleMeaning) => string {
  const intl = useIntl();
  const sayUnit = useUnitWords();
  return useCallback(
    ({ kind, by, quantity, unit }: RuleMeaning) =>
      intl.formatMessage(
        { id: "sources.hand.rule" },
        {
          kind: intl.formatMessage({ id: `subject.${kind}` }),
          label: by.slot === null ? by.label : `${by.label} + ${by.slot}`,
          quantity: intl.formatMessage({ id: `quantity.${quantity}` }),
          unit: sayUnit(unit),
        },
      ),
    [intl, sayUnit],
  );
}

/** `rack K-01: Power, sent in kW`. */
export function useMeaningWords(): (meaning: Meaning) => string {
  const intl = useIntl();
  const sayUnit = useUnitWords();
  return useCallback(
    ({ subject, quantity, unit }: Meaning) => {
      const kind = intl.formatMessage({ id: `subject.${subject.kind}` });
      const what = intl.formatMessage({ id: `quantity.${quantity}` });
      const values = { subject: nounAndName(kind, subject.id), quantity: what, unit: sayUnit(unit) };
      return intl.formatMessage({ id: "sources.bind.meaning" }, values);
    },
    [intl, sayUnit],
  );
}
