import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";

jest.setTimeout(240_000);

const COUNT = 2_000;
const LONG = `Long ${"x".repeat(290)} end`;
const FORMULA = '=HYPERLINK("https://evil.example","a")';
const RIGHT_TO_LEFT = "מיכל (ops) 1";

const PHONE = { viewport: { width: 360, height: 740 } };
const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
/** The list's heading has the focus. */
const focusedHeading = (page: Page) =>
  page.getByRole("heading", { level: 1, name: "Identities" }).and(page.locator(":focus")).waitFor();
const firstName = async (page: Page) => page.getByRole("rowheader").first().textContent();

describeConsole("the lists of the console", (console) => {
  beforeAll(async () => {
    const names = Array.from({ length: COUNT - 3 }, (_, at) => `person ${String(at).padStart(4, "0")}`);
    const waiting = [LONG, FORMULA, RIGHT_TO_LEFT, ...names];
    const make = async () => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const body = { name, type: "Default", isAdmin: false, authPolicyId: "default" };
        await console.admin.edge("POST", "/identities", body);
      }
    };
    await Promise.all([make(), make(), make(), make()]);
  }, 240_000);

  test("2,000 rows come in pages of 50, by number, and no page lies past the end", async () => {
    const page = await console.signedIn("/console/identities");
    await shown(page, "1–50 of 2,000");
    await page.getByRole("link", { name: "Page 40" }).click();
    await shown(page, "1,951–2,000 of 2,000");
    expect(await page.getByRole("link", { name: "Next page" }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Page 40" }).getAttribute("aria-current")).toBe("page");
    await page.goto(`${console.server.url}/console/identities?page=4000`);
    await shown(page, "1,951–2,000 of 2,000");
    expect(new URL(page.url()).search).toBe("?page=40");
    await page.goBack();
    await shown(page, "1,951–2,000 of 2,000");
  });

  test("the heading gets the focus of a link to the next page that goes away at the last one", async () => {
    const page = await console.signedIn("/console/identities?page=39");
    await shown(page, "1,901–1,950 of 2,000");
    await page.getByRole("link", { name: "Next page" }).press("Enter");
    await shown(page, "1,951–2,000 of 2,000");
    await focusedHeading(page);
  });

  test("a search runs while a person types, in any case, and starts at page 1", async () => {
    const page = await console.signedIn("/console/identities?page=3");
    await shown(page, "101–150 of 2,000");
    await page.getByRole("searchbox").pressSequentially("PERSON 001");
    await shown(page, "1–10 of 10");
    expect(new URL(page.url()).search).toBe("?search=PERSON+001");
    await page.reload();
    await shown(page, "1–10 of 10");
    expect(await page.getByRole("searchbox").inputValue()).toBe("PERSON 001");
  });

  test("Back from a search leads to the page before it, though the search had fewer pages", async () => {
    const page = await console.signedIn("/console/identities");
    await shown(page, "1–50 of 2,000");
    await page.getByRole("link", { name: "Page 2", exact: true }).click();
    await page.getByRole("link", { name: "Page 3", exact: true }).click();
    await page.getByRole("searchbox").fill("person 0001");
    await shown(page, "1–1 of 1");
    await page.goBack();
    await shown(page, "51–100 of 2,000");
    expect(new URL(page.url()).search).toBe("?page=2");
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
  });

  test("a search without a match says so, and not that there is nothing", async () => {
    const page = await console.signedIn("/console/identities?search=nobody");
    await page.getByText("Nothing matches “nobody”.").waitFor();
    expect(await page.getByText("No identities yet").count()).toBe(0);
    await page.getByRole("button", { name: "Show all" }).click();
    await shown(page, "1–50 of 2,000");
    await focusedHeading(page);
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
  });

  test("a list without a row says how rows come", async () => {
    const page = await console.signedIn("/console/integrations");
    await page.getByText("No integrations yet.").waitFor();
  });

  test("a header sorts, and again the other way, and keeps the focus", async () => {
    const page = await console.signedIn("/console/identities?search=person");
    const header = page.getByRole("columnheader", { name: "Name" });
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    await header.getByRole("button").click();
    await page.getByRole("rowheader", { name: "person 1996" }).waitFor();
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    expect(new URL(page.url()).searchParams.get("sort")).toBe("name,desc");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Name");
  });

  test("an older answer never replaces a newer one", async () => {
    const page = await console.signedIn("/console/identities");
    await shown(page, "1–50 of 2,000");
    let answerOlder = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => {
      answerOlder = resolve;
    });
    await page.route(/identities.*0001/, async (route) => {
      await mayAnswer;
      // The page gave the call up, so the browser may have no use for the answer.
      await route.continue().catch(() => undefined);
    });
    const isAsked = page.waitForRequest(/identities.*0001/);
    await page.getByRole("searchbox").fill("person 0001");
    await isAsked;
    await page.getByRole("searchbox").fill("person 0002");
    await shown(page, "1–1 of 1");
    answerOlder();
    await page.unrouteAll({ behavior: "wait" });
    expect(await firstName(page)).toBe("person 0002");
  });

  test("a page has all its rows, though the server gives fewer of them in one answer", async () => {
    const page = await console.signedIn("/console/audit");
    await page.route("**/edge/management/v1/identities*", (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set("limit", String(Math.min(20, Number(url.searchParams.get("limit")))));
      return route.continue({ url: url.href });
    });
    await page.getByRole("link", { name: "Identities" }).click();
    await shown(page, "1–50 of 2,000");
    expect(await page.getByRole("rowheader").count()).toBe(50);
    await page.unrouteAll({ behavior: "wait" });
  });

  test("a refusal of the server is shown, and Try again loads", async () => {
    const page = await console.signedIn("/console/audit");
    const refusal = {
      error: { code: "UNHANDLED", message: "out of order", requestId: "request-7" },
      meta: {},
    };
    await page.route("**/edge/management/v1/identities*", (route) =>
      route.fulfill({ status: 500, json: refusal }),
    );
    await page.getByRole("link", { name: "Identities" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("out of order");
    expect(await alert.textContent()).toContain("request-7");
    await page.unrouteAll();
    await page.getByRole("button", { name: "Try again" }).click();
    await shown(page, "1–50 of 2,000");
    await focusedHeading(page);
  });

  test("offline is said in words, and the list comes when the network is back", async () => {
    const page = await console.signedIn("/console/audit");
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Identities" }).click();
    await page.getByText("You are offline, or the server is not running.").waitFor();
    await page.getByText("The server cannot be reached.").waitFor();
    await page.context().setOffline(false);
    await shown(page, "1–50 of 2,000");
    expect(await page.getByText("You are offline").count()).toBe(0);
  });

  test("the CSV file has every row that matches, and no cell that a spreadsheet would run", async () => {
    const page = await console.signedIn("/console/identities");
    await shown(page, "1–50 of 2,000");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe("identities.csv");
    const lines = readFileSync(await file.path(), "utf8").split("\r\n");
    expect(lines[0]).toBe('\uFEFF"Name","External ID","Auth policy","Attributes","State","Created","ID"');
    // The default administrator is an identity too, and the file ends with a line break.
    expect(lines.length - 2).toBe(COUNT);
    expect(lines.find((line) => line.includes("HYPERLINK"))).toMatch(
      /^"'=HYPERLINK\(""https:\/\/evil\.example"",""a""\)",/,
    );
  });

  test("a name of 300 letters leaves every column on the screen, and a text keeps its direction", async () => {
    const page = await console.signedIn("/console/identities?sort=name,asc&search=x");
    await page.getByRole("rowheader", { name: "Long" }).waitFor();
    await expectNoSidewaysScroll(page);
    await page.getByRole("searchbox").fill("מיכל");
    const name = page.getByRole("rowheader").locator("bdi");
    await shown(page, "1–1 of 1");
    expect(await name.textContent()).toBe(RIGHT_TO_LEFT);
  });

  test("a phone shows every row without a sideways scroll, with its roles, and can sort", async () => {
    const page = await console.signedIn("/console/identities", PHONE);
    await shown(page, "1–50 of 2,000");
    await expectNoSidewaysScroll(page);
    expect(await page.getByRole("row").count()).toBe(51);
    expect(await page.getByRole("columnheader").count()).toBe(7);
    expect(await page.getByRole("cell").count()).toBe(300);
    await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
    await page.getByRole("rowheader", { name: RIGHT_TO_LEFT }).waitFor();
  });

  test("rows past the largest offset are refused in words", async () => {
    const page = await console.signedIn("/console/identities?page=2");
    await shown(page, "51–100 of 2,000");
    const pagination = { limit: 50, offset: 25, totalCount: 2_000 };
    await page.route("**/edge/management/v1/identities?*", (route) =>
      route.fulfill({ json: { data: [{ id: "1", name: "another" }], meta: { pagination } } }),
    );
    await page.reload();
    await page.getByText("A list goes no further than row 25.").waitFor();
    expect(await page.getByRole("rowheader").count()).toBe(0);
  });

  test("a download ends when the view is left", async () => {
    const page = await console.signedIn("/console/identities");
    await shown(page, "1–50 of 2,000");
    // The answers to the download never come.
    await page.route("**/edge/management/v1/identities?*limit=500*", () => undefined);
    const asked = page.waitForRequest(/limit=500/);
    await page.getByRole("button", { name: "Download CSV" }).click();
    await asked;
    const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("limit=500"));
    await page.getByRole("link", { name: "Audit" }).click();
    await ended;
  });

  const looks = [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["on a phone", PHONE],
  ] as const;
  const lists = [
    "/console/integrations",
    "/console/identities",
    "/console/identities?search=nobody",
    "/console/audit",
  ];
  test.each(looks)("axe finds nothing in any of them, %s", async (_look, options) => {
    const page = await console.signedIn("/console/", { ...options });
    for (const path of lists) {
      await page.goto(console.server.url + path);
      await page.getByRole("button", { name: "Download CSV" }).waitFor();
      await page.getByText("Loading").waitFor({ state: "detached" });
      await expectAccessible(page);
    }
  });
});
