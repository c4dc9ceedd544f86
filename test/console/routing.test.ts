import type { Page } from "playwright-core";
import { describeConsole, expectAccessible } from "../support/console-page";

jest.setTimeout(120_000);

const VIEWS = [
  ["Identities", "/console/identities"],
  ["Auth policies", "/console/auth-policies"],
  ["JWT signers", "/console/jwt-signers"],
  ["Sign-in check", "/console/sign-in-check"],
  ["Audit", "/console/audit"],
] as const;

/** The heading gets the focus after it is drawn. */
const focusedHeading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name }).and(page.locator(":focus")).waitFor();

describeConsole("the views of the console", (console) => {
  test("the start leads to the integrations", async () => {
    const page = await console.signedIn("/console/");
    await page.getByRole("heading", { level: 1, name: "Integrations" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/console/integrations");
  });

  test("each has a URL, a title and a heading that gets the focus, and Back leads back", async () => {
    const page = await console.signedIn("/console/integrations");
    for (const [name, path] of VIEWS) {
      await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name }).click();
      await focusedHeading(page, name);
      expect(new URL(page.url()).pathname).toBe(path);
      expect(await page.title()).toBe(`${name} – NetFoundry SCIM`);
    }
    await page.goBack();
    await focusedHeading(page, "Sign-in check");
    expect(await page.title()).toBe("Sign-in check – NetFoundry SCIM");
  });

  test("a click with Control opens the view in a tab of its own, signed in", async () => {
    const page = await console.signedIn("/console/integrations");
    const opened = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "Audit" }).click({ modifiers: ["Control"] });
    await (await opened).getByRole("heading", { level: 1, name: "Audit" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/console/integrations");
  });

  test.each(["/console/nowhere", "/console/integrations/1/nothing", "/console/%E0%A4%A"])(
    "a URL without a view, as %s, says so and leads on",
    async (path) => {
      const page = await console.signedIn("/console/audit");
      await page.evaluate(
        `history.pushState(null, "", ${JSON.stringify(path)}); dispatchEvent(new Event("popstate"))`,
      );
      await page.getByRole("heading", { level: 1, name: "No such page" }).waitFor();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Show the integrations" }).click();
      await page.getByRole("heading", { level: 1, name: "Integrations" }).waitFor();
    },
  );

  test("an object that does not exist is a problem with the number of the request", async () => {
    const page = await console.signedIn("/console/integrations/00000000-0000-4000-8000-000000000000/token");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/Request .+-.+-/);
  });

  test("a view that loads nothing says too when the network is gone and when it is back", async () => {
    const page = await console.signedIn("/console/sign-in-check");
    const offline = page.getByText("You are offline, or the server is not running.");
    await page.context().setOffline(true);
    await offline.waitFor();
    await page.context().setOffline(false);
    await offline.waitFor({ state: "detached" });
  });

  test("an answer that breaks off in the middle is said as a server that cannot be reached", async () => {
    const page = await console.signedIn("/console/sign-in-check");
    await page.evaluate(`{
      const whole = window.fetch;
      const start = (body) => {
        body.enqueue(new TextEncoder().encode('{"_embedded":'));
        body.error(new TypeError("network error"));
      };
      window.fetch = (url, request) =>
        String(url).includes("/audit")
          ? Promise.resolve(new Response(new ReadableStream({ start })))
          : whole(url, request);
    }`);
    await page.getByRole("link", { name: "Audit" }).click();
    await page.getByText("The server cannot be reached.").waitFor();
    await page.getByText("You are offline, or the server is not running.").waitFor();
  });

  test("the page keeps the colours that a person chose", async () => {
    const page = await console.signedIn("/console/audit", { colorScheme: "light" });
    await page.getByLabel("Colours").selectOption("dark");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Audit" }).waitFor();
    expect(await page.getByLabel("Colours").inputValue()).toBe("dark");
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(24, 25, 29)");
  });
});
