import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { CopyButton } from "../../../ui/copy-button.tsx";

/** Goes into alertmanager.yml as it is, but for the key. */
export function AlertmanagerBlock({ url }: { url: string }) {
  const intl = useIntl();
  const block = [
    "receivers:",
    "  - name: aidc",
    "    webhook_configs:",
    `      - url: ${url}`,
    "        send_resolved: true",
    "        http_config:",
    "          authorization:",
    "            credentials: <ingest key>",
    "",
  ].join("\n");
  return (
    <div className="grid max-w-3xl gap-2">
      <p className="max-w-prose text-sm text-soft">
        {intl.formatMessage(
          { id: "notices.in.what" },
          {
            sources: (text) => (
              <Link to="/ops/sources" search={{ connect: true }} className="underline">
                {text}
              </Link>
            ),
          },
        )}
      </p>
      <div className="flex items-start justify-between gap-3">
        <pre className="grow select-all overflow-x-auto rounded border border-rule bg-raised p-3 font-mono text-sm">
          {block}
        </pre>
        <CopyButton text={block} />
      </div>
    </div>
  );
}
