/** What this browser remembers for its reader. A storage that is shut is a browser that forgets. */
export function recall(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, text: string): void {
  try {
    window.localStorage.setItem(key, text);
  } catch {
    // Private windows may refuse; then it lasts as long as the page.
  }
}
