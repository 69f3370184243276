import type { CorrectionDraft, CorrectionKind } from "@aidc/contract";
import { readMoment } from "../center-moment.ts";

/** The form as it is typed; times are on the center's clock. */
export interface TypedCorrection {
  readonly kind: CorrectionKind;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly last: string;
  readonly first: string;
  readonly factor: string;
  readonly fromMeter: string;
  readonly energy: string;
  readonly reason: string;
}

export const emptyCorrection: TypedCorrection = {
  kind: "value",
  subject: "",
  from: "",
  to: "",
  at: "",
  last: "",
  first: "",
  factor: "1",
  fromMeter: "",
  energy: "",
  reason: "",
};

/** What cannot be read is handed on as it stands: the server names the field. */
export function draftOf(typed: TypedCorrection, timeZone: string): CorrectionDraft {
  const { kind, reason } = typed;
  const subject = { kind: "meter" as const, id: typed.subject.trim() };
  const moment = (text: string) => readMoment(text, timeZone) ?? text;
  const energyKwh = typed.energy.trim() === "" ? null : typed.energy.trim();
  if (kind === "meter_exchange")
    return {
      kind,
      subject,
      reason,
      at: moment(typed.at),
      factor: typed.factor.trim(),
      lastReadingKwh: typed.last.trim(),
      firstReadingKwh: typed.first.trim(),
    };
  const window = { from: moment(typed.from), to: moment(typed.to) };
  if (kind === "value") return { kind, subject, ...window, energyKwh, reason };
  const fromMeter = typed.fromMeter.trim() === "" ? null : typed.fromMeter.trim();
  return { kind, subject, ...window, fromMeter, energyKwh, reason };
}
