import type { AlarmCondition } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import { classesBeyond } from "@aidc/domain";
import type { IntlShape } from "react-intl";
import type { Words } from "../../../ui/use-words.ts";

type Say = Pick<IntlShape, "formatMessage" | "formatNumber" | "formatList">;

/** Where somebody's own limit and the class of a rack disagree; empty where they do not. */
export function sayBeyondClass(
  condition: AlarmCondition,
  { formatMessage, formatList }: Pick<Say, "formatMessage" | "formatList">,
): string {
  const classes = condition.kind === "limit" ? classesBeyond(condition.quantity, condition.raiseAt) : [];
  if (classes.length === 0) return "";
  return formatMessage({ id: "rules.says.beyond" }, { classes: formatList(classes) });
}

/** What a rule waits for, as one sentence, with its limit and the band in which it returns. */
export function sayCondition(
  condition: AlarmCondition,
  { formatMessage, formatNumber }: Say,
  words: Pick<Words, "quantity">,
): string {
  const share = (ratio: number) => `${formatNumber(ratio * 100, { maximumFractionDigits: 1 })}\u202f%`;
  switch (condition.kind) {
    case "limit":
      return sayLimit(condition, { formatMessage }, words);
    case "rack_share":
    case "feed_share": {
      const { raiseAt, deadBand } = condition;
      const values = { limit: share(raiseAt), back: share(raiseAt - deadBand) };
      const of = condition.kind === "rack_share" ? "rack_share" : (`feed_share.${condition.of}` as const);
      return formatMessage({ id: `rules.says.${of}` }, values);
    }
    case "fault":
      return formatMessage({ id: `rules.says.fault.${condition.of ?? "xid"}` });
    case "envelope": {
      const { envelope, of, deadBand } = condition;
      return formatMessage(
        { id: `rules.says.envelope.${of}` },
        {
          range: formatMessage({ id: `rules.option.${envelope}` }),
          band: of === "humidity" ? share(deadBand / 100) : `${formatNumber(deadBand)} K`,
        },
      );
    }
    case "condensation": {
      const { raiseAt, deadBand } = condition;
      const values = { limit: formatNumber(raiseAt), back: formatNumber(raiseAt + deadBand) };
      return formatMessage({ id: "rules.says.condensation" }, values);
    }
    case "source_lost":
      return formatMessage({ id: "rules.says.source_lost" }, { count: condition.cadences });
    case "silent":
      return formatMessage(
        { id: "rules.says.silent" },
        { subject: formatMessage({ id: `subject.${condition.subjectKind}` }), count: condition.cadences },
      );
    case "disagreement":
      return formatMessage({ id: "rules.says.disagreement" }, { band: share(condition.band) });
    case "external": {
      const labels = condition.severityLabels.join(", ");
      const id = condition.others ? "rules.says.external.others" : "rules.says.external";
      return formatMessage({ id }, { labels, count: condition.severityLabels.length });
    }
    case "leak":
    case "feed_dead":
    case "wall_frozen":
      return formatMessage({ id: `rules.says.${condition.kind}` });
  }
}

function sayLimit(
  { subjectKind, quantity, side, raiseAt, deadBand }: Extract<AlarmCondition, { kind: "limit" }>,
  { formatMessage }: Pick<Say, "formatMessage">,
  words: Pick<Words, "quantity">,
): string {
  const { unit } = quantities[quantity];
  const returnsAt = side === "above" ? raiseAt - deadBand : raiseAt + deadBand;
  return formatMessage(
    { id: `rules.says.limit.${side}` },
    {
      subject: formatMessage({ id: `subject.${subjectKind}` }),
      quantity: formatMessage({ id: `quantity.${quantity}` }),
      limit: words.quantity(raiseAt, unit),
      back: words.quantity(returnsAt, unit),
    },
  );
}
