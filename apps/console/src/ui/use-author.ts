import { useCallback } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";

/** What the API puts where a name stands when nobody is signed in. */
const commandLine = "command line";

/** Who did something, by name; what stands for a name is told in the language of the page. */
export function sayAuthor(author: string, intl: IntlShape): string {
  return author === commandLine ? intl.formatMessage({ id: "desk.audit.actor.command_line" }) : author;
}

export function useAuthor(): (author: string) => string {
  const intl = useIntl();
  return useCallback((author) => sayAuthor(author, intl), [intl]);
}
