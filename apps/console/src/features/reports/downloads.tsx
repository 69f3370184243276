import { useIntl } from "react-intl";

const look =
  "inline-flex min-h-8 items-center rounded border border-rule bg-panel px-2.5 text-sm hover:bg-raised";
const files = [
  { name: "PDF 中文", query: "format=pdf&language=zh" },
  { name: "PDF English", query: "format=pdf&language=en" },
  { name: "XLSX", query: "format=xlsx" },
  { name: "CSV", query: "format=csv" },
  { name: "JSON", query: "format=json" },
];

/** The issued report as files that agree with the page and with each other, the same bytes every time. */
export function Downloads({ center, number }: { center: string; number: string }) {
  const intl = useIntl();
  const base = `/api/centers/${encodeURIComponent(center)}/reports/${encodeURIComponent(number)}/file`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-faint">{intl.formatMessage({ id: "my.downloads" })}</span>
      {files.map(({ name, query }) => (
        <a key={name} className={look} href={`${base}?${query}`} download>
          {name}
        </a>
      ))}
    </div>
  );
}
