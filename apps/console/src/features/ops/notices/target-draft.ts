import type {
  NoticeAddress,
  NoticeEvent,
  NoticeKind,
  NoticeSettings,
  NoticeTarget,
  Severity,
} from "@aidc/contract";

/** The form as it is typed. */
export interface TargetDraft {
  readonly kind: NoticeKind;
  readonly name: string;
  readonly enabled: boolean;
  readonly language: "zh" | "en";
  readonly severities: readonly Severity[];
  readonly events: readonly NoticeEvent[];
  readonly digestMinutes: string;
  readonly quietFrom: string;
  readonly quietTo: string;
  /** What is known of it never comes back: empty keeps what is stored. */
  readonly url: string;
  readonly secret: string;
  readonly to: string;
}

export const newDraft = (language: "zh" | "en"): TargetDraft => ({
  kind: "wecom",
  name: "",
  enabled: true,
  language,
  severities: ["critical", "major"],
  events: ["raised", "returned"],
  digestMinutes: "5",
  quietFrom: "",
  quietTo: "",
  url: "",
  secret: "",
  to: "",
});

export function draftOf(target: NoticeTarget): TargetDraft {
  const { kind, name, enabled, language, severities, events, digestMinutes, quiet, destination } = target;
  return {
    kind,
    name,
    enabled,
    language,
    severities,
    events,
    digestMinutes: String(digestMinutes),
    quietFrom: quiet?.from ?? "",
    quietTo: quiet?.to ?? "",
    url: "",
    secret: "",
    to: kind === "email" ? destination : "",
  };
}

export function settingsOf(draft: TargetDraft): NoticeSettings {
  const { name, enabled, language, severities, events, digestMinutes, quietFrom, quietTo } = draft;
  const isQuiet = quietFrom !== "" || quietTo !== "";
  return {
    name: name.trim(),
    enabled,
    language,
    severities: [...severities],
    events: [...events],
    digestMinutes: Number(digestMinutes),
    quiet: isQuiet ? { from: quietFrom, to: quietTo } : null,
  };
}

/** @returns nothing where the stored address is to stay */
export function addressOf({ kind, url, secret, to }: TargetDraft): NoticeAddress | undefined {
  if (kind === "email") {
    const receivers = to.split(/[\s,;，；]+/).filter((one) => one !== "");
    return receivers.length === 0 ? undefined : { kind, to: receivers };
  }
  if (url.trim() === "") return undefined;
  const own = secret.trim() === "" || kind === "wecom" ? {} : { secret: secret.trim() };
  return { kind, url: url.trim(), ...own };
}

/** Adds or takes away, in the order of the whole list. */
export function toggled<Value>(all: readonly Value[], chosen: readonly Value[], value: Value): Value[] {
  return all.filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one)));
}
