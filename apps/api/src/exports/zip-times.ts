/**
 * A zip file writes into each member when it was packed. A frozen document has one form, so every member is given
 * the first day of the format's calendar. Source: APPNOTE.TXT 4.3.7 (local header), 4.3.12 (central directory),
 * 4.3.16 (end of central directory), 4.4.6 (time and date).
 */

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const endBytes = 22;
/** 1980-01-01 00:00 as the DOS format packs it. */
const firstTime = 0;
const firstDate = 0x21;

/** Changes the buffer in place. @throws RangeError when it is no zip file as our library writes one */
export function fixZipTimes(zip: Buffer): Buffer {
  const end = zip.length - endBytes;
  if (end < 0 || zip.readUInt32LE(end) !== endSignature) throw new RangeError("not a zip file");
  const members = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let member = 0; member < members; member++) {
    if (zip.readUInt32LE(at) !== centralSignature) throw new RangeError("not a zip file");
    writeTime(zip, at + 12);
    writeTime(zip, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function writeTime(zip: Buffer, at: number): void {
  zip.writeUInt16LE(firstTime, at);
  zip.writeUInt16LE(firstDate, at + 2);
}
