/** `name{label="value"}`, as the people who send it write it. */
export function writeSeries(labels: Readonly<Record<string, string>>): string {
  const { __name__: name = "", ...rest } = labels;
  const pairs = Object.entries(rest).map(
    ([label, value]) => `${label}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`,
  );
  return pairs.length > 0 ? `${name}{${pairs.join(", ")}}` : name;
}
