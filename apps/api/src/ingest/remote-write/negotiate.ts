export type MessageVersion = "1.0" | "2.0";

const messages: Readonly<Record<string, MessageVersion>> = {
  "prometheus.WriteRequest": "1.0",
  "io.prometheus.write.v2.Request": "2.0",
};

/**
 * Which message a request holds, by its headers alone. Absent headers mean 1.0 with snappy, as old senders leave
 * them out and Prometheus' own receiver reads them so. Source: Remote-Write 2.0-rc.4, Content-Type.
 * @returns the version, or what is wrong (answered 415)
 */
export function negotiate(
  contentType: string | undefined,
  contentEncoding: string | undefined,
): { version: MessageVersion } | { unsupported: string } {
  const encoding = (contentEncoding ?? "snappy").trim().toLowerCase();
  if (encoding !== "snappy") return { unsupported: "Content-Encoding must be snappy (block format)" };
  const [mediaType, ...parameters] = (contentType ?? "application/x-protobuf").split(";");
  if (mediaType?.trim().toLowerCase() !== "application/x-protobuf") {
    return { unsupported: "Content-Type must be application/x-protobuf" };
  }
  const proto = parameters.map((text) => text.trim()).find((text) => /^proto=/i.test(text));
  if (proto === undefined) return { version: "1.0" };
  const version = messages[proto.slice("proto=".length).replace(/^"(.*)"$/, "$1")];
  return version
    ? { version }
    : { unsupported: `the messages taken are ${Object.keys(messages).join(" and ")}` };
}
