/** A file that is not what it should be; the message says in which way. */
export class BadFile extends Error {}
