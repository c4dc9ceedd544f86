import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { Administrator } from "../support/administrator";
import { CLIENT_ID, CLIENT_SECRET, type Server, startServer } from "../support/served";

jest.setTimeout(120_000);

const BROWSER = process.env.CHROMIUM_BIN || "/usr/bin/chromium";
const withBrowser = existsSync(BROWSER) ? describe : describe.skip;
if (withBrowser === describe.skip) {
  process.stderr.write(
    `console tests skipped: no browser at ${BROWSER} (install chromium, or set CHROMIUM_BIN)\n`,
  );
}

withBrowser("the console page", () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    server = await startServer();
    browser = await chromium.launch({
      executablePath: BROWSER,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(server.console);
  });
  afterEach(() => page.close());

  const signIn = async (secret: string) => {
    await page.getByLabel("Client ID").fill(CLIENT_ID);
    await page.getByLabel("Client secret").fill(secret);
    await page.getByRole("button", { name: "Sign in" }).click();
  };

  it("says that a wrong secret is wrong, and shows nothing", async () => {
    await signIn("wrong");
    expect(await page.getByRole("alert").textContent()).toContain("does not know this client ID and secret");
    expect(await page.getByRole("table").count()).toBe(0);
  });

  it("shows the SCIM table and then the identities that a push made", async () => {
    const admin = new Administrator(server);
    const made = await admin.gateway<{ id: string; integrationUrl: string }>(
      "POST",
      "/scim/v1/integrations",
      {
        networkId: server.networkId,
        name: "<b>Okta</b>",
      },
    );
    const { token } = await admin.gateway<{ token: string }>(
      "POST",
      `/scim/v1/integrations/${made.id}/tokens`,
      {},
    );
    await fetch(`${made.integrationUrl}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({ userName: "ada@example.com", active: false, roles: [{ value: "admin" }] }),
    });

    await signIn(CLIENT_SECRET);
    const integrations = await page.getByRole("row").nth(1).textContent();
    for (const text of ["<b>Okta</b>", "YES", made.integrationUrl, made.id])
      expect(integrations).toContain(text);

    await page.getByRole("tab", { name: "Identities" }).click();
    const ada = await page.getByRole("row").filter({ hasText: "ada@example.com" }).textContent();
    for (const text of ["#admin", "Disabled", "Default"]) expect(ada).toContain(text);
  });

  it("does not overflow a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn(CLIENT_SECRET);
    await page.getByRole("tab", { name: "Integrations" }).waitFor();
    await page.getByText("1–1 of 1").waitFor();
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(360);
  });
});
