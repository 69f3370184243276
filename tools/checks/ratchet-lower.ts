import { lowerRatchet } from "./ratchet.ts";
import { describeFault, readSources } from "./source-files.ts";

// Writes the present counts into ratchet.json where they fell; says so and changes nothing where one rose.
const risen = lowerRatchet(readSources());
for (const fault of risen) console.log(describeFault(fault));
process.exitCode = risen.length === 0 ? 0 : 1;
