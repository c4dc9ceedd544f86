import { readFileSync } from "node:fs";
import type { BrowserContextOptions, Page } from "playwright-core";
import {
  attributeText,
  deliveriesWords,
  deliveryWords,
  sourceWords,
  userState,
} from "../../src/server/console/app/screens/integration/people/person-words";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";
import { Pushing } from "../support/pushing";

jest.setTimeout(120_000);

describe("where an attribute of a person comes from, in words", () => {
  const attribute = (...sources: Parameters<typeof sourceWords>[0]["sources"]) => ({
    value: "Staff",
    sources,
  });

  it("names a group that has another name today, and one that is gone", () => {
    const renamed = { kind: "group", groupId: "g", groupName: "Everybody", frozenName: "Staff" } as const;
    expect(sourceWords(attribute(renamed))).toBe("group that is now “Everybody”");
    expect(sourceWords(attribute({ ...renamed, groupName: "Staff" }))).toBe("group of this name");
    expect(sourceWords(attribute({ kind: "group", groupId: "g", frozenName: "Staff" }))).toBe(
      "group that is gone",
    );
  });

  it("joins several sources", () => {
    const sources = ["role", "entitlement", "manual"] as const;
    const all = attribute(...sources.map((kind) => ({ kind, frozenName: "Staff" })));
    expect(attributeText(all)).toBe("Staff (role of the user, entitlement of the user, and set by hand)");
  });
});

test("a person is inactive by the push, or disabled in the network", () => {
  const state = (active: boolean, identityDisabled: boolean) =>
    userState({ active, identityDisabled } as Parameters<typeof userState>[0]).words;
  expect([state(true, false), state(true, true), state(false, true)]).toEqual([
    "Active",
    "Disabled",
    "Inactive",
  ]);
});

describe("what the controller of a gateway lacks, in words", () => {
  const since = "2026-11-30T00:00:00.000Z";

  it("says of a person what waits and what is refused, with the reason", () => {
    const words = (state: "delivered" | "pending" | "refused", refusal: string | null = null) =>
      deliveryWords({ delivery: { state, since, refusal } });
    expect(words("delivered")).toBeNull();
    expect(deliveryWords({ delivery: null })).toBeNull();
    expect(words("pending")).toMatchObject({ words: "Waits for the controller", reason: null });
    expect(words("refused", "x has it")).toMatchObject({
      words: "Refused by the controller",
      reason: "x has it",
    });
  });

  it("says of an integration how many wait and how many are refused", () => {
    expect(deliveriesWords({ pending: 0, refused: 0 })).toEqual({ pending: null, refused: null });
    expect(deliveriesWords({ pending: 1, refused: 2 })).toEqual({
      pending: "Changes of 1 person wait for the controller of the network",
      refused: expect.stringContaining("refuses changes of 2 people"),
    });
  });
});

const COUNT = 60;
const PHONE = { viewport: { width: 360, height: 740 } };
const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", PHONE],
];

describeConsole("the people of an integration", (console) => {
  let okta: Pushing;
  let nobody: Pushing;
  const open = (pushing: Pushing, query = "", options: BrowserContextOptions = {}) =>
    console.signedIn(`/console/integrations/${pushing.integration.id}/people${query}`, options);
  const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

  beforeAll(async () => {
    const { admin, server } = console;
    nobody = await Pushing.start(admin, server.networkId, "Entra");
    okta = await Pushing.start(admin, server.networkId, "Okta", { externalIdField: "USER_NAME" });
    const ada = await okta.user("ada", {
      displayName: "Ada מיכל",
      roles: [{ value: "engineer" }],
      entitlements: [{ value: "engineer" }],
    });
    const staff = await okta.group("Staff", [ada]);
    await okta.patch(`/Groups/${staff}`, { op: "replace", path: "displayName", value: "Everybody" });
    const identity = (await admin.identities()).find(({ name }) => name === "ada");
    const roleAttributes = [...(identity?.roleAttributes ?? []), "guest"];
    await admin.edge("PATCH", `/identities/${identity?.id}`, { roleAttributes });
    await okta.user("zoe", { active: false });
    for (let at = 0; at < COUNT - 2; at += 1) await okta.user(`person ${String(at).padStart(2, "0")}`);
  });

  test("a person is shown with the identity, and each attribute with where it came from", async () => {
    const page = await open(okta, "?search=מיכל");
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "ada" }) });
    await row.waitFor();
    expect(await row.getByRole("listitem").allTextContents()).toEqual([
      "Staff group that is now “Everybody”",
      "engineer role of the user, and entitlement of the user",
      "guest set by hand",
    ]);
    await row.getByText("Active", { exact: true }).waitFor();
    expect(await row.getByRole("cell").nth(2).textContent()).toBe("ada");
    await row.getByRole("link", { name: "Check the sign-in of ada" }).click();
    await page.getByRole("heading", { name: "Sign-in check" }).waitFor();
    expect(await page.getByLabel("Expected identity").inputValue()).toBe("ada");
    await page.goBack();
    await row.getByRole("link", { name: "ada", exact: true }).click();
    await page.getByRole("heading", { name: "Identities" }).waitFor();
    await shown(page, "1–1 of 1");
  });

  test("the list is searched, sorted and paged, and its state is in the URL", async () => {
    const page = await open(okta);
    await shown(page, `1–50 of ${COUNT}`);
    await page.getByRole("link", { name: "Next page" }).click();
    await page.getByRole("rowheader", { name: "zoe" }).waitFor();
    await page.getByText("Inactive", { exact: true }).waitFor();
    await page.getByRole("columnheader", { name: "User" }).getByRole("button").click();
    await shown(page, `1–50 of ${COUNT}`);
    expect(await page.getByRole("rowheader").first().textContent()).toBe("zoe");
    await page.getByRole("searchbox").fill("PERSON 1");
    await shown(page, "1–10 of 10");
    expect(new URL(page.url()).search).toBe("?search=PERSON+1&sort=userName%2Cdesc");
  });

  test("the CSV file says the sources of the attributes", async () => {
    const page = await open(okta, "?search=ada");
    await shown(page, "1–1 of 1");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe("people.csv");
    expect(readFileSync(await file.path(), "utf8")).toContain(
      '"Staff (group that is now “Everybody”); engineer (role of the user, and entitlement of the user); ',
    );
  });

  test("an integration to which nobody was pushed says so", async () => {
    const page = await open(nobody);
    await page.getByText("Nobody was pushed yet.").waitFor();
  });

  test.each(LOOKS)("the list keeps nobody out: %s", async (_, options) => {
    const page = await open(okta, "", options);
    await shown(page, `1–50 of ${COUNT}`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  test("everybody is on a page when the server makes pages smaller, because people have much", async () => {
    const entitlements = Array.from({ length: 200 }, (_, at) => ({ value: `${at} `.padEnd(900, "x") }));
    await okta.user("zz many", { entitlements });
    const page = await open(okta);
    await page.getByText(/^1–4\d of 61$/).waitFor();
    await page.getByRole("link", { name: "Page 2" }).click();
    await page.getByRole("rowheader", { name: "zz many" }).waitFor();
    await page.getByText(/^4\d–61 of 61$/).waitFor();
  });
});
