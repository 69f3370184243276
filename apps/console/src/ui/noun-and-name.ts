const latinLetter = /^[a-z]/i;

/** `rack B-07`; what calls itself a rack, `Rack B-07`, is not called one twice. */
export function nounAndName(noun: string, name: string): string {
  const isCalledSo = name.toLowerCase().startsWith(noun.toLowerCase());
  // A racket is no rack; Chinese has no such ends of words.
  const goesOn = latinLetter.test(noun) && latinLetter.test(name.slice(noun.length));
  return isCalledSo && !goesOn ? name : `${noun} ${name}`;
}
