import { useIntl } from "react-intl";
import { useLanguageChoice } from "../i18n/language-provider.tsx";
import { languages, ownNames } from "../i18n/languages.ts";
import { Choice } from "./choice.tsx";
import { themes } from "./theme/theme.ts";
import { useThemeChoice } from "./theme/theme-provider.tsx";

/** Language and theme; both change at once, without a reload. */
export function PageSettings() {
  const intl = useIntl();
  const language = useLanguageChoice();
  const theme = useThemeChoice();
  return (
    <div className="flex flex-wrap gap-2">
      <Choice
        label={intl.formatMessage({ id: "settings.language" })}
        value={language.language}
        options={languages.map((value) => ({ value, text: ownNames[value] }))}
        onChange={language.choose}
      />
      <Choice
        label={intl.formatMessage({ id: "settings.theme" })}
        value={theme.theme}
        options={themes.map((value) => ({
          value,
          text: intl.formatMessage({ id: `settings.theme.${value}` }),
        }))}
        onChange={theme.choose}
      />
    </div>
  );
}
