import type { ComponentProps } from "react";

const looks = {
  plain: "border border-rule bg-panel hover:bg-raised",
  quiet: "hover:bg-raised",
  strong: "border border-ink bg-ink text-ground hover:opacity-90",
} as const;

/** A button of at least 24 px; `strong` is the one next action of a page. */
export function Button({
  look = "plain",
  className,
  ...rest
}: ComponentProps<"button"> & { look?: keyof typeof looks }) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-8 items-center gap-1.5 rounded px-2.5 text-sm disabled:opacity-50 ${looks[look]} ${className ?? ""}`}
      {...rest}
    />
  );
}
