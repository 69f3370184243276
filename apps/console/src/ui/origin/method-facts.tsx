import { methods } from "@aidc/domain";
import { useIntl } from "react-intl";
import { Fact } from "./facts.tsx";
import { methodWordsZh } from "./method-words-zh.ts";

export interface MethodText {
  readonly formula: string;
  readonly standard: string;
}

const english: Readonly<Record<string, MethodText>> = methods;
const chinese: Readonly<Record<string, MethodText>> = methodWordsZh;

/** @returns formula and standard of a method in a language; null for a method this page does not know */
export function wordMethod(id: string, language: string): MethodText | null {
  return (language.startsWith("zh") ? chinese[id] : undefined) ?? english[id] ?? null;
}

/**
 * Formula, standard and id of a method.
 * @param told what the server says of it, for methods younger than this page
 */
export function MethodFacts(props: { id: string; version?: string; told?: MethodText }) {
  const { id, version, told } = props;
  const intl = useIntl();
  const words = wordMethod(id, intl.locale) ?? told;
  return (
    <>
      {words && (
        <>
          <Fact name={intl.formatMessage({ id: "explain.formula" })}>{words.formula}</Fact>
          <Fact name={intl.formatMessage({ id: "explain.standard" })}>{words.standard}</Fact>
        </>
      )}
      <Fact name={intl.formatMessage({ id: "explain.method" })}>
        <code>{[id, version].filter(Boolean).join(" ")}</code>
      </Fact>
    </>
  );
}
