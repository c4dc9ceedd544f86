import { existsSync, readFileSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { Administrator } from "./administrator";
import { CLIENT_ID, CLIENT_SECRET, type Server, startServer } from "./served";

const BROWSER = process.env.CHROMIUM_BIN || "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** A server and a browser that the tests of one file share. */
export class Console {
  #browser: Browser | undefined;
  #server: Server | undefined;
  #admin: Administrator | undefined;
  readonly #contexts: BrowserContext[] = [];

  /** @param options further arguments of `netfoundry-scim serve`. */
  async start(options: readonly string[] = []): Promise<void> {
    this.#server = await startServer(undefined, options);
    this.#admin = new Administrator(this.#server);
    this.#browser = await chromium.launch({ executablePath: BROWSER, args: ARGUMENTS });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.stop();
  }

  /** Closes what a test opened. */
  async closePages(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
  }

  get server(): Server {
    if (this.#server === undefined) throw new Error("the console is not started");
    return this.#server;
  }

  /** Somebody who works by the API. */
  get admin(): Administrator {
    if (this.#admin === undefined) throw new Error("the console is not started");
    return this.#admin;
  }

  /** A page that nobody signed in to, with cookies and storage of its own. */
  async page(path = "/console/", options: BrowserContextOptions = {}): Promise<Page> {
    if (this.#browser === undefined) throw new Error("the console is not started");
    const context = await this.#browser.newContext(options);
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.goto(this.server.url + path);
    return page;
  }

  /** A page of a person who signed in and sees a view. */
  async signedIn(path = "/console/", options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.page(path, options);
    await signIn(page);
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    return page;
  }
}

/** Signs in with the form that the page shows. */
export async function signIn(page: Page, secret = CLIENT_SECRET): Promise<void> {
  await page.getByLabel("Client ID").fill(CLIENT_ID);
  await page.getByLabel("Client secret").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Ends the session at the server, as its idle time would. */
export async function endSession(page: Page): Promise<void> {
  await page.evaluate(`fetch("/console/session", {
    method: "DELETE",
    headers: { "x-console-session": sessionStorage.getItem("nf-console-session") },
  })`);
}

/**
 * Describes the console in a browser. Without Chromium it skips the tests, and says so.
 * @param tests get the console, which starts before the first test.
 * @param options further arguments of `netfoundry-scim serve`.
 */
export function describeConsole(
  name: string,
  tests: (console: Console) => void,
  options: readonly string[] = [],
): void {
  const found = existsSync(BROWSER);
  if (!found) {
    process.stderr.write(
      `console tests skipped: no browser at ${BROWSER} (install chromium, or set CHROMIUM_BIN)\n`,
    );
  }
  (found ? describe : describe.skip)(name, () => {
    const shared = new Console();
    beforeAll(() => shared.start(options), 120_000);
    afterAll(() => shared.stop());
    afterEach(() => shared.closePages());
    tests(shared);
  });
}

/** Fails when axe finds something that keeps a person out, and says where and what. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate<string[]>(`axe.run({
    resultTypes: ["violations"],
    rules: { "target-size": { enabled: true } },
  }).then((result) =>
    result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, help, target.join(" "), failureSummary].join(" | "))))`);
  expect(violations).toEqual([]);
}

/** Fails when the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [width, wanted] = await page.evaluate<[number, number]>(
    "[document.documentElement.scrollWidth, window.innerWidth]",
  );
  expect(width).toBeLessThanOrEqual(wanted);
}
