import type { Correction, MeterReading } from "@aidc/contract";
import type { IntlShape } from "react-intl";
import { numberFormat } from "./format/formats.ts";
import { showMoment } from "./format/time.ts";
import { sayAuthor } from "./use-author.ts";

/** A correction, a bill or a reading as one line of the list. */
export interface RecordRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly when: string;
  readonly said: string;
  readonly reason: string;
  readonly by: string;
  readonly recordedAt: string;
  readonly recorded: string;
  readonly state: string;
  readonly isHeld: boolean;
}

export function correctionRow(record: Correction, intl: IntlShape, timeZone: string): RecordRow {
  const { draft } = record;
  const moment = (instant: string) => showMoment(Date.parse(instant), timeZone, intl.locale);
  const when =
    draft.kind === "meter_exchange" ? moment(draft.at) : `${moment(draft.from)} – ${moment(draft.to)}`;
  return {
    ...shared(record, intl, timeZone),
    kind: intl.formatMessage({ id: `corrections.kind.${draft.kind}` }),
    subject: draft.subject.id,
    when,
    said: saidBy(draft, intl),
    reason: draft.reason,
  };
}

function saidBy(draft: Correction["draft"], intl: IntlShape): string {
  if (draft.kind === "meter_exchange") {
    const { lastReadingKwh: last, firstReadingKwh: first, factor } = draft;
    const told = { last: grouped(last, intl.locale), first: grouped(first, intl.locale), factor };
    return intl.formatMessage({ id: "corrections.step" }, told);
  }
  if (draft.kind === "gap_fill" && draft.fromMeter !== null)
    return intl.formatMessage({ id: "corrections.fill" }, { meter: draft.fromMeter });
  return draft.energyKwh === null
    ? intl.formatMessage({ id: "corrections.exclude" })
    : `${grouped(draft.energyKwh, intl.locale)}\u202fkWh`;
}

/** Every digit as it was stated, with the separators of the language: an amount is decimal text and never rounded. */
function grouped(amount: string, language: string): string {
  const [whole = "0", ...decimals] = amount.split(".");
  return [numberFormat(language, {}).format(BigInt(whole)), ...decimals].join(".");
}

export function readingRow(record: MeterReading, intl: IntlShape, timeZone: string): RecordRow {
  const { draft } = record;
  return {
    ...shared(record, intl, timeZone),
    kind: intl.formatMessage({ id: `corrections.kind.${draft.kind}` }),
    subject: draft.target,
    when: `${draft.firstDay} – ${draft.lastDay}`,
    said: amountOf(draft, intl.locale),
    reason: draft.document,
  };
}

/** Water is stated in m³, all else in kWh. */
export function amountOf({ energyKwh, volumeM3 }: MeterReading["draft"], language: string): string {
  if (volumeM3 !== null) return `${grouped(volumeM3, language)}\u202fm³`;
  return energyKwh === null ? "" : `${grouped(energyKwh, language)}\u202fkWh`;
}

function shared(
  { id, recordedAt, recordedBy, withdrawal }: Correction | MeterReading,
  intl: IntlShape,
  zone: string,
) {
  const moment = (instant: string) => showMoment(Date.parse(instant), zone, intl.locale);
  const state = withdrawal
    ? intl.formatMessage(
        { id: "corrections.state.withdrawn" },
        { at: moment(withdrawal.at), by: sayAuthor(withdrawal.by, intl), reason: withdrawal.reason },
      )
    : intl.formatMessage({ id: "corrections.state.held" });
  return {
    id,
    by: sayAuthor(recordedBy, intl),
    recordedAt,
    recorded: moment(recordedAt),
    state,
    isHeld: withdrawal === null,
  };
}
