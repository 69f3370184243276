/** A command to be typed on the server. */
export function CommandLine({ command }: { command: string }) {
  return (
    <pre className="max-w-full select-all overflow-x-auto rounded border border-rule bg-raised px-3 py-2 text-left font-mono text-sm">
      {command}
    </pre>
  );
}
