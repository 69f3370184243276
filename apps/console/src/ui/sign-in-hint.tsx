import { useIntl } from "react-intl";
import { CommandLine } from "./command-line.tsx";
import { EmptyNote } from "./empty-note.tsx";

/** Works for whoever may read the server's data folder, and for nobody else. */
const newLinkCommand = (origin: string) =>
  `curl -sX POST ${origin}/api/sign-in-links -H "Authorization: Bearer $(cat .data/admin-secret)"`;

/** How to get in: there are no passwords to guess, only one-time links. */
export function SignInHint({ isSpent }: { isSpent: boolean }) {
  const intl = useIntl();
  return (
    <EmptyNote title={intl.formatMessage({ id: isSpent ? "signin.used" : "signin.needed" })}>
      <p>{intl.formatMessage({ id: "signin.how" })}</p>
      <CommandLine command={newLinkCommand(window.location.origin)} />
    </EmptyNote>
  );
}
