import type { Page } from "playwright-core";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";

jest.setTimeout(120_000);

interface Made {
  readonly id: string;
  readonly integrationUrl: string;
}

describeConsole("the list of integrations", (console) => {
  let pushed: Made;

  const make = (name: string) =>
    console.admin.gateway<Made>("POST", "/scim/v1/integrations", {
      networkId: console.server.networkId,
      name,
    });
  const mint = async ({ id }: Made, lifetimeSeconds: number | null) => {
    const path = `/scim/v1/integrations/${id}/tokens`;
    return (await console.admin.gateway<{ token: string }>("POST", path, { lifetimeSeconds })).token;
  };
  const push = ({ integrationUrl }: Made, token: string, user: object) =>
    fetch(`${integrationUrl}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify(user),
    });

  beforeAll(async () => {
    pushed = await make("<b>Okta</b>");
    const token = await mint(pushed, null);
    await push(pushed, token, { userName: "ada@example.com", roles: [{ value: "admin" }] });
    await push(pushed, token, { userName: "ada@example.com" });
    await make("Without a token");
    await mint(await make("Never pushed"), null);
    const once = await make("Ends soon");
    // Of a token that lives for days, the last third is near its end.
    const short = await mint(once, 5 * 86_400 + 3_600);
    await push(once, short, { userName: "bob@example.com" });
  }, 60_000);

  const cell = async (page: Page, name: string, column: string) => {
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
    return await row.locator(`[data-label="${column}"]`).textContent();
  };

  test("says of each token where it stands, in words", async () => {
    const page = await console.signedIn("/console/audit");
    await page.clock.setFixedTime(Date.now() + 4 * 86_400_000);
    await page.getByRole("link", { name: "Integrations" }).click();
    await page.getByText("1–4 of 4").waitFor();
    const of = (name: string) => cell(page, name, "Has auth token");
    expect(await of("<b>Okta</b>")).toBe("Live");
    expect(await of("Without a token")).toBe("No token");
    expect(await of("Never pushed")).toBe("Never used");
    expect(await of("Ends soon")).toBe("Expires in 1 day");
  });

  test("shows the people, the last push, the refusals, and the policy by its name", async () => {
    const page = await console.signedIn("/console/integrations");
    await page.getByText("1–4 of 4").waitFor();
    const of = (column: string) => cell(page, "<b>Okta</b>", column);
    expect(await of("People")).toBe("1");
    expect(await of("Refusals")).toBe("1");
    expect(await of("Auth policy")).toBe("Default");
    expect(await of("Last push")).not.toBe("–");
    expect(await of("Integration URL")).toContain(pushed.integrationUrl);
    expect(await of("ID")).toContain(pushed.id);
    expect(await cell(page, "Without a token", "Last push")).toBe("–");
  });

  test("finds a part of a name, and sorts by people", async () => {
    const page = await console.signedIn("/console/integrations");
    await page.getByRole("searchbox").fill("OKTA");
    await page.getByText("1–1 of 1").waitFor();
    await page.getByRole("searchbox").fill("");
    await page.getByText("1–4 of 4").waitFor();
    await page.getByRole("button", { name: "People" }).click();
    await page.getByRole("columnheader", { name: "People" }).and(page.locator("[aria-sort]")).waitFor();
    await page.getByRole("button", { name: "People" }).click();
    await page.locator('[aria-sort="descending"]').waitFor();
    await page.locator("table:not([aria-busy=true])").waitFor();
    const names = await page.getByRole("rowheader").allTextContents();
    expect(names.slice(0, 2).sort()).toEqual(["<b>Okta</b>", "Ends soon"]);
  });

  test.each([
    [360, "light"],
    [1280, "light"],
    [1280, "dark"],
  ] as const)(
    "axe finds nothing at a width of %d, %s, and nothing lies beside the screen",
    async (width, colorScheme) => {
      const options = { viewport: { width, height: 800 }, colorScheme };
      const page = await console.signedIn("/console/integrations", options);
      await page.getByText("1–4 of 4").waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    },
  );

  test("the copy button copies the integration URL, and says so", async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const page = await console.signedIn("/console/integrations?search=okta", { permissions });
    await page.getByRole("button", { name: "Copy integration URL" }).click();
    await page.getByText("Copied: integration URL").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(pushed.integrationUrl);
  });

  test("the tabs of an integration have URLs, and arrows move between them", async () => {
    const page = await console.signedIn(`/console/integrations/${pushed.id}`);
    const tab = (name: string) => page.getByRole("tab", { name });
    await tab("Connect").waitFor();
    await tab("Connect").press("ArrowRight");
    expect(new URL(page.url()).pathname).toBe(`/console/integrations/${pushed.id}/token`);
    expect(await tab("Token").getAttribute("aria-selected")).toBe("true");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Token");
    await tab("Token").press("End");
    await tab("Pushes and refusals").press("ArrowRight");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Connect");
  });
});
