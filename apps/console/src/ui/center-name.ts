/** The name in the reader's script first, the other one, where it exists and differs, second. */
export function splitName(
  named: { name: string; nameZh?: string | undefined },
  language: string,
): [string, string | null] {
  const { name, nameZh } = named;
  if (!nameZh || nameZh === name) return [name, null];
  return language.startsWith("zh") ? [nameZh, name] : [name, nameZh];
}
