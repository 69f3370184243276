/** Words of files that are made meanwhile. */
export const reportWorkEn = {
  "files.title": "Files",
  "files.none": "PDF and XLSX are made when somebody asks for them, and kept for a week.",
  "files.progress": "How far the file is",
  "files.waiting": "Waiting, {before, plural, =0 {next} one {# before it} other {# before it}}",
  "files.step": "Step {at} of {of}: {what}",
  "files.step.read": "reading the report",
  "files.step.draw": "drawing its pages",
  "files.step.keep": "keeping the file",
  "files.failed":
    "Not made: {why}. Ask again; if it fails again, give these words to whoever runs the server.",
  "files.again.soon": "Tried again soon: {why}",
  "files.again": "Ask again",
  "files.kept": "{size}, kept until {until}",
};
