import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { splitName } from "./center-name.ts";
import { CommandLine } from "./command-line.tsx";
import { EmptyNote } from "./empty-note.tsx";

const importCommand = "npm run -s aidc -- center import center.yaml";
interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameZh?: string | undefined;
}

/** There is no center at all yet. */
export function NoCenterYet() {
  const intl = useIntl();
  return (
    <Page>
      <EmptyNote title={intl.formatMessage({ id: "ops.nocenter.title" })}>
        <p>{intl.formatMessage({ id: "ops.nocenter.how" })}</p>
        <CommandLine command={importCommand} />
      </EmptyNote>
    </Page>
  );
}

/** There is none of the id that the address names; `link` leads to one that there is. */
export function NoCenter<C extends Named>(props: {
  asked: string | undefined;
  centers: readonly C[];
  link: (center: C, name: string) => ReactNode;
}) {
  const { asked, centers, link } = props;
  const intl = useIntl();
  if (centers.length === 0) return <NoCenterYet />;
  return (
    <Page>
      <EmptyNote title={intl.formatMessage({ id: "ops.nocenter.asked" }, { center: asked })}>
        <ul className="grid gap-1">
          {centers.map((center) => (
            <li key={center.id}>{link(center, splitName(center, intl.locale)[0])}</li>
          ))}
        </ul>
      </EmptyNote>
    </Page>
  );
}

const Page = ({ children }: { children: ReactNode }) => (
  <main className="mx-auto max-w-3xl p-8 pt-[12vh]">{children}</main>
);
