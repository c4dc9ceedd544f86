import type { BrowserContextOptions, Page } from "playwright-core";
import type { AuditEntry } from "../../src/contract/gateway/audit";
import {
  actionWords,
  outcomeWords,
  reasonWords,
} from "../../src/server/console/app/screens/integration/pushes/push-words";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";
import { Pushing } from "../support/pushing";

jest.setTimeout(120_000);

const ENTRY: AuditEntry = {
  id: "1",
  at: "2026-11-24T09:00:00.000Z",
  kind: "scim",
  action: "user.create",
  actor: "token-1",
  integrationId: null,
  target: null,
  changed: [],
  counts: {},
  outcome: "done",
  status: null,
  requestId: "request-1",
};
const refused = (action: string, status: number): AuditEntry => ({
  ...ENTRY,
  action,
  outcome: "refused",
  status,
});

describe("a push in words", () => {
  it("says what changed, with the numbers of a group", () => {
    const counts = { joined: 2, lostAttribute: 1 };
    const entry = { ...ENTRY, action: "group.update", changed: ["members"], counts };
    expect(actionWords(entry)).toBe("Update a group");
    expect(reasonWords(entry)).toBe("members, 2 joined, 1 lost the attribute");
  });

  it("says why it was refused", () => {
    const entry = refused("user.create", 409);
    expect(outcomeWords(entry)).toBe("Refused 409");
    expect(reasonWords(entry)).toBe("The userName, the identity name or the external ID is taken.");
    expect(reasonWords(refused("group.create", 409))).toBe("Another group has this name or external ID.");
    expect(reasonWords(refused("user.update", 404))).toBe("The object does not exist here.");
    expect(reasonWords(refused("user.update", 418))).toBe("The server answered 418.");
  });

  it("says the refusals in a bulk request, and an action that is new", () => {
    const bulk = { ...refused("bulk", 0), status: null, counts: { "user.create 409": 2 } };
    expect(outcomeWords(bulk)).toBe("Refused");
    expect(reasonWords(bulk)).toBe(
      "2 × Create a user: The userName, the identity name or the external ID is taken",
    );
    expect(actionWords({ action: "user.merge" })).toBe("user.merge");
  });
});

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", { viewport: { width: 360, height: 740 } }],
];

describeConsole("the pushes of an integration", (console) => {
  let okta: Pushing;
  let entra: Pushing;
  const open = (pushing: Pushing, query = "", options: BrowserContextOptions = {}) =>
    console.signedIn(`/console/integrations/${pushing.integration.id}/pushes${query}`, options);
  const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

  beforeAll(async () => {
    const { admin, server } = console;
    entra = await Pushing.start(admin, server.networkId, "Entra");
    okta = await Pushing.start(admin, server.networkId, "Okta");
    const ada = await okta.user("ada");
    await okta.group("Staff", [ada]);
    const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    expect((await okta.send("POST", "/Users", { schemas, userName: "" })).status).toBe(400);
    expect((await okta.send("POST", "/Users", { schemas, userName: "ada" })).status).toBe(409);
    expect((await okta.send("DELETE", "/Users/nobody")).status).toBe(404);
  });

  test("the newest push comes first, a refusal with its reason and its request", async () => {
    const page = await open(okta);
    await shown(page, "1–5 of 5");
    const row = page.getByRole("row").nth(1);
    expect(await row.getByRole("cell").allTextContents()).toEqual([
      "Delete a user",
      "Refused 404",
      "The object does not exist here.",
      "nobody",
      expect.any(String),
      expect.stringMatching(/^[\w-]+$/),
    ]);
    await page.getByText("The userName, the identity name or the external ID is taken.").waitFor();
    await page.getByText("The request is not valid SCIM, or a value is not allowed.").waitFor();
  });

  test("the outcome selects the refusals, which the URL keeps", async () => {
    const page = await open(okta);
    await shown(page, "1–5 of 5");
    await page.getByLabel("Outcome").selectOption("refused");
    await shown(page, "1–3 of 3");
    expect(new URL(page.url()).search).toBe("?outcome=refused");
    await page.reload();
    await shown(page, "1–3 of 3");
    await page.getByRole("searchbox").fill("user.create");
    await shown(page, "1–2 of 2");
  });

  test("the uses of its auth token are apart from the pushes, and so are its changes", async () => {
    const page = await open(okta);
    await shown(page, "1–5 of 5");
    await page.getByLabel("Show").selectOption("token");
    await page.getByText("First use of an auth token on a day").waitFor();
    await page.getByLabel("Show").selectOption("management");
    await page.getByText("Generate an auth token").waitFor();
    expect(await page.getByText("Create a user").count()).toBe(0);
  });

  test("an integration to which nothing was pushed says so", async () => {
    const page = await open(entra);
    await page.getByText("Nothing was pushed yet.").waitFor();
  });

  test.each(LOOKS)("the list keeps nobody out: %s", async (_, options) => {
    const page = await open(okta, "", options);
    await shown(page, "1–5 of 5");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
