import { useState } from "react";
import { useIntl } from "react-intl";
import { Button } from "./button.tsx";

const saidForMs = 2_000;

/** Copies a text and says that it did. Without clipboard access (plain http) the text beside it can be selected. */
export function CopyButton({ text }: { text: string }) {
  const intl = useIntl();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), saidForMs);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Button onClick={copy} aria-live="polite">
      {intl.formatMessage({ id: isCopied ? "ops.copied" : "ops.copy" })}
    </Button>
  );
}
