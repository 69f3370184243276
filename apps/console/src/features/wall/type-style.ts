import type { CSSProperties } from "react";

/** @param typeU the smallest type of what is drawn, in hundredths of the picture's height */
export function typeStyle(typeU: number): CSSProperties {
  const style: CSSProperties & { readonly "--type": number } = { "--type": typeU };
  return style;
}
