const hourMs = 3_600_000;

/**
 * When a new version may begin: the next full hour after now and after the newest version.
 * @param versions newest first
 */
export function beginAt(versions: readonly { readonly effectiveFrom: string }[], nowMs: number): string {
  const [newest] = versions;
  const afterMs = Math.max(nowMs, newest ? Date.parse(newest.effectiveFrom) : nowMs);
  return new Date((Math.floor(afterMs / hourMs) + 1) * hourMs).toISOString();
}
