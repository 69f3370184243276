import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { useLanguageChoice } from "../../../i18n/language-provider.tsx";
import { catalogues, languages, ownNames } from "../../../i18n/languages.ts";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { themes } from "../../../ui/theme/theme.ts";
import { useThemeChoice } from "../../../ui/theme/theme-provider.tsx";
import { pagesFor } from "../desk-pages.ts";
import { useOpsViewer } from "../ops-viewer.tsx";
import { chordTo } from "../read-key.ts";
import { useDeskCommands } from "./desk-commands.tsx";
import type { Choice } from "./rank-choices.ts";

const inAllLanguages = (id: MessageId) => languages.map((language) => catalogues[language][id]).join(" ");

/** What needs no server: what the page offers, the pages, theme and language. */
export function useOwnChoices(openKeys: () => void): readonly Choice[] {
  const intl = useIntl();
  const navigate = useNavigate();
  const viewer = useOpsViewer();
  const offered = useDeskCommands();
  const theme = useThemeChoice();
  const language = useLanguageChoice();
  return useMemo(() => {
    const command = intl.formatMessage({ id: "palette.command" });
    const choice = (id: string, label: string, also: string, run: () => void): Choice => ({
      id,
      group: "command",
      label,
      hint: command,
      also,
      run,
    });
    const pages = pagesFor(viewer).flatMap((group) =>
      group.pages.map(
        ({ to, label }): Choice => ({
          id: to,
          group: "page",
          label: intl.formatMessage({ id: label }),
          hint: chordTo(to),
          also: inAllLanguages(label),
          run: () => void navigate({ to }),
        }),
      ),
    );
    return [
      ...offered.map(({ id, label, run }) => choice(id, label, "", run)),
      ...pages,
      ...themes.map((each) =>
        choice(
          `theme ${each}`,
          `${intl.formatMessage({ id: "settings.theme" })}: ${intl.formatMessage({ id: `settings.theme.${each}` })}`,
          `${inAllLanguages("settings.theme")} ${inAllLanguages(`settings.theme.${each}`)}`,
          () => theme.choose(each),
        ),
      ),
      ...languages.map((each) =>
        choice(
          `language ${each}`,
          `${intl.formatMessage({ id: "settings.language" })}: ${ownNames[each]}`,
          inAllLanguages("settings.language"),
          () => language.choose(each),
        ),
      ),
      choice("keys", intl.formatMessage({ id: "ops.keys" }), inAllLanguages("ops.keys"), openKeys),
    ];
  }, [intl, viewer, offered, navigate, theme, language, openKeys]);
}
