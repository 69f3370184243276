/** What is drawn in px beside type in rem, the room of an axis, grows with it. Decision 74. */
export function pxOfRem(rems: number): number {
  return rems * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
}
