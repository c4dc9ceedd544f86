import type { Page } from "playwright-core";
import { describeConsole, endSession, expectAccessible, signIn } from "../support/console-page";

jest.setTimeout(120_000);

const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 740 } }],
] as const;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const signOutButton = (page: Page) => page.getByRole("button", { name: "Sign out" });

describeConsole("the session of the console", (console) => {
  test("a wrong secret is said to be wrong, and the form stays", async () => {
    const page = await console.page();
    await signIn(page, "wrong");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Sign in" }).isEnabled()).toBe(true);
  });

  test("a sign-in leads to the view that the URL names", async () => {
    const page = await console.signedIn("/console/audit");
    await heading(page, "Audit").waitFor();
  });

  test("a reload stays signed in", async () => {
    const page = await console.signedIn("/console/identities");
    await page.reload();
    await heading(page, "Identities").waitFor();
  });

  test("the secret is nowhere in the page or its storage after the sign-in", async () => {
    const page = await console.signedIn();
    const kept = await page.evaluate<string>(
      "document.documentElement.outerHTML + JSON.stringify([{ ...sessionStorage }, { ...localStorage }])",
    );
    expect(kept).not.toContain("planted-client-secret");
  });

  test("a second tab takes part in the session, and a sign-out ends both", async () => {
    const page = await console.signedIn();
    const second = await page.context().newPage();
    await second.goto(`${console.server.url}/console/identities`);
    await heading(second, "Identities").waitFor();
    await signOutButton(second).click();
    await heading(second, "Sign in").waitFor();
    await heading(page, "Sign in").waitFor();
  });

  test("a session that ended asks in place, loses no work and repeats the call", async () => {
    const page = await console.signedIn("/console/identities");
    await page.getByText("No identities yet").waitFor();
    await endSession(page);
    await page.getByRole("searchbox").fill("ada");
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.waitFor();
    expect(await dialog.getByLabel("Client ID").inputValue()).not.toBe("");
    await signIn(page);
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Nothing matches “ada”").waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("ada");
    expect(await page.evaluate("document.activeElement.type")).toBe("search");
  });

  test.each(LOOKS)(
    "axe finds nothing in the sign-in and in the ended session, %s",
    async (_look, options) => {
      const page = await console.page("/console/identities", { ...options });
      await signIn(page, "wrong");
      await page.getByRole("alert").waitFor();
      await expectAccessible(page);
      await signIn(page);
      await page.getByText("No identities yet").waitFor();
      await endSession(page);
      await page.getByRole("searchbox").fill("ada");
      await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
      await expectAccessible(page);
    },
  );

  test("a person may sign out instead of signing in again", async () => {
    const page = await console.signedIn("/console/identities");
    await endSession(page);
    await page.getByRole("link", { name: "Audit" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await heading(page, "Sign in").waitFor();
  });
});
