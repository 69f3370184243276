#!/usr/bin/env node
// The door of the two commands: `npm start` and `npm test` (and `npm run bench`, `npm run aidc`) call this file with
// whatever Node the machine has. It needs nothing installed, brings the workspace up to its lockfile when that
// changed, and hands over to the pinned Node. Keep its syntax old: it must be able to refuse an old Node in words.

const minimumMajor = 20;
const major = Number(process.versions.node.split(".")[0]);

if (major < minimumMajor) {
  process.stderr.write(
    `This project needs Node ${minimumMajor} or newer to start; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org and try again.\n`,
  );
  process.exitCode = 1;
} else {
  import("./run/tasks.mjs")
    .then(({ runTask }) => runTask(process.argv[2], process.argv.slice(3)))
    .then((exitCode) => {
      process.exitCode = exitCode;
    })
    .catch((error) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    });
}
