/** What was asked for beside what was answered, one by one; what has no partner is left out. */
export function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.flatMap((one, index): [A, B][] => {
    const other = right[index];
    return other === undefined ? [] : [[one, other]];
  });
}
