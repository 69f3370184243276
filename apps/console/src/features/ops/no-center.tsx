import type { Center } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import { CommandLine } from "../../ui/command-line.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";

const importCommand = "npm run -s aidc -- center import center.yaml";

/** There is no center at all, or none of the id that the address names. */
export function NoCenter({ asked, centers }: { asked: string | undefined; centers: readonly Center[] }) {
  const intl = useIntl();
  return (
    <main className="mx-auto max-w-3xl p-8 pt-[12vh]">
      {centers.length === 0 ? (
        <EmptyNote title={intl.formatMessage({ id: "ops.nocenter.title" })}>
          <p>{intl.formatMessage({ id: "ops.nocenter.how" })}</p>
          <CommandLine command={importCommand} />
        </EmptyNote>
      ) : (
        <EmptyNote title={intl.formatMessage({ id: "ops.nocenter.asked" }, { center: asked })}>
          <ul className="grid gap-1">
            {centers.map((center) => (
              <li key={center.id}>
                <Link to="/ops" search={{ center: center.id }} className="underline">
                  {splitName(center, intl.locale)[0]}
                </Link>
              </li>
            ))}
          </ul>
        </EmptyNote>
      )}
    </main>
  );
}
