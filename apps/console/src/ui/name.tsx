import type { ReactNode } from "react";
import { Fragment } from "react";
import { partsOfPlace } from "../i18n/isolate.ts";

const han = /\p{Script=Han}/u;

/**
 * What somebody has named something: it runs the way of its own script and is cut at its own end, and a wall gives Han
 * the type that it needs, whatever the language of the page.
 */
export function Name({ children, className }: { children: string; className?: string }) {
  return (
    <span dir="auto" className={className} data-han={han.test(children) ? "" : undefined}>
      {children}
    </span>
  );
}

const between = " / ";

/** The way to a place, the outermost first: a name that runs to the left turns neither its neighbours nor the way. */
export function PlaceName({ of }: { of: string }): ReactNode {
  const parts = partsOfPlace(of);
  return parts.map((name, depth) => (
    <Fragment key={parts.slice(0, depth + 1).join(between)}>
      {depth > 0 && between}
      <Name>{name}</Name>
    </Fragment>
  ));
}
