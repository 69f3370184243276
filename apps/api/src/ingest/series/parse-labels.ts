import { WireFault } from "../remote-write/wire-fault.ts";
import { WireReader } from "../remote-write/wire-reader.ts";

export type Labels = Readonly<Record<string, string>>;
export interface LabelLimits {
  readonly maxLabels: number;
  readonly maxLabelNameBytes: number;
  readonly maxLabelValueBytes: number;
}
/** Why a label set cannot name a series. */
export type LabelFault =
  | "labels_malformed"
  | "labels_not_utf8"
  | "label_name_empty"
  | "label_duplicate"
  | "metric_name_missing"
  | "labels_over_limit";

const reader = new WireReader();
const fields = new WireReader();
const { latin1Slice } = Buffer.prototype;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads the label fields of one series: sorted by name, a label without a value left out (Prometheus: the same
 * as no label), a name twice refused, `__name__` demanded. Called once per new series.
 */
export function parseLabels(
  bytes: Uint8Array,
  from: number,
  to: number,
  limits: LabelLimits,
): Labels | LabelFault {
  const pairs = new Map<string, string>();
  try {
    reader.open(bytes, from, to);
    for (let count = 1; reader.at < to; count++) {
      if (count > limits.maxLabels) return "labels_over_limit";
      reader.tag();
      const size = reader.length();
      const fault = readPair(bytes, reader.at, reader.at + size, pairs, limits);
      if (fault) return fault;
      reader.at += size;
    }
  } catch (error) {
    if (error instanceof WireFault) return "labels_malformed";
    throw error;
  }
  if (!pairs.get("__name__")) return "metric_name_missing";
  const present = [...pairs].filter(([, value]) => value !== "");
  // A record without a prototype: a label may well be called `__proto__`.
  const labels: Record<string, string> = Object.create(null);
  for (const [name, value] of present.sort(([a], [b]) => (a < b ? -1 : 1))) labels[name] = value;
  return labels;
}

/** Label { string name = 1; string value = 2 } */
function readPair(
  bytes: Uint8Array,
  from: number,
  to: number,
  pairs: Map<string, string>,
  limits: LabelLimits,
): LabelFault | null {
  let name: string | null = "";
  let value: string | null = "";
  fields.open(bytes, from, to);
  while (fields.at < to) {
    const tag = fields.tag();
    if (tag !== 0x0a && tag !== 0x12) {
      fields.skip(tag);
      continue;
    }
    const size = fields.length();
    if (size > (tag === 0x0a ? limits.maxLabelNameBytes : limits.maxLabelValueBytes))
      return "labels_over_limit";
    const text = readText(bytes, fields.at, fields.at + size);
    if (tag === 0x0a) name = text;
    else value = text;
    fields.at += size;
  }
  if (name === null || value === null) return "labels_not_utf8";
  if (name === "") return "label_name_empty";
  if (pairs.has(name)) return "label_duplicate";
  pairs.set(name, value);
  return null;
}

/** NUL is refused along with bad UTF-8: PostgreSQL text cannot hold it. */
function readText(bytes: Uint8Array, from: number, to: number): string | null {
  if (isPlain(bytes, from, to)) return latin1Slice.call(bytes, from, to);
  try {
    const text = utf8.decode(bytes.subarray(from, to));
    return text.includes("\u0000") ? null : text;
  } catch {
    return null;
  }
}

/** ASCII without NUL, as nearly all labels are: read as bytes, in a tenth of a decoder's time. */
function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte === 0 || byte >= 0x80) return false;
  }
  return true;
}

/** As a person writes it: `up{instance="a:9100",job="node"}`, cut at 300 characters. */
function formatLabels(labels: Labels): string {
  const { __name__: name, ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const text = `${name}{${pairs.join(",")}}`;
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

/** The same for bytes that may be no labels at all. */
export function describeLabelBytes(bytes: Uint8Array, from: number, to: number, limits: LabelLimits): string {
  const labels = parseLabels(bytes, from, to, limits);
  if (typeof labels !== "string") return formatLabels(labels);
  const readable = new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 200)));
  return readable.replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, " ").trim() || "(no labels)";
}
