import { useLanguageChoice } from "../i18n/language-provider.tsx";

const formats = ["csv", "xlsx", "json"] as const;

/** The files of a statement, in the language of the page; they agree with it and with each other. */
export function StatementLinks(props: { center: string; tenant: string; month: string; look: string }) {
  const { language } = useLanguageChoice();
  const [center, tenant] = [props.center, props.tenant].map(encodeURIComponent);
  const base = `/api/centers/${center}/tenants/${tenant}/statements/${props.month}/export`;
  return formats.map((format) => (
    <a key={format} className={props.look} href={`${base}?format=${format}&language=${language}`} download>
      {format.toUpperCase()}
    </a>
  ));
}
