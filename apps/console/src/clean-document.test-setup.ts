import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

/** Files of tests share the document of their worker: what one of them drew is gone before the next one looks. */
afterEach(cleanup);
