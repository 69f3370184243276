import type { BrowserContext, Page } from "playwright-core";

/** What ran, or wanted to, in any page of a browser. */
export interface ExecutionWatch {
  /** Calls of `canary`, which every hostile name calls if anything makes it run, and dialogs. */
  readonly executions: string[];
  /** What the content security policy had to stop: text that became markup shows here even though nothing ran. */
  readonly violations: string[];
}

export async function watchExecutions(context: BrowserContext): Promise<ExecutionWatch> {
  const executions: string[] = [];
  const violations: string[] = [];
  await context.exposeFunction("canary", (what: unknown) => void executions.push(`canary ${String(what)}`));
  await context.exposeFunction("noteViolation", (what: unknown) => void violations.push(String(what)));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const note: unknown = Reflect.get(window, "noteViolation");
      const { effectiveDirective, blockedURI, sample, documentURI } = event;
      if (typeof note === "function") note(`${effectiveDirective} ${blockedURI} ${sample} on ${documentURI}`);
    });
  });
  const watchDialogs = (page: Page) =>
    page.on("dialog", (dialog) => {
      executions.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
  for (const page of context.pages()) watchDialogs(page);
  context.on("page", watchDialogs);
  return { executions, violations };
}

/** Elements that only a name that became markup can have made, and links that run instead of leading somewhere. */
export function findInjected(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const marked =
      "[data-canary], base, iframe, object, embed, math, marquee, svg [onload], [onerror], [onclick]";
    const strange = [...document.querySelectorAll(`body :is(${marked})`)];
    const links = [...document.querySelectorAll("a[href], area[href], form[action], [src]")].filter(
      (element) =>
        /^\s*(javascript|data:text\/html|vbscript)/i.test(
          element.getAttribute("href") ?? element.getAttribute("action") ?? element.getAttribute("src") ?? "",
        ),
    );
    return [...strange, ...links].map((element) => element.outerHTML.slice(0, 160));
  });
}
