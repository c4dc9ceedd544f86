import type { Page } from "playwright-core";
import { ConsoleIntegration } from "../support/console-integration";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";

jest.setTimeout(120_000);

const LONG = `Long ${"x".repeat(290)} end`;
const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 740 } }],
] as const;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

describeConsole("the page of an integration", (console) => {
  describe("the tab Connect", () => {
    test("has what to paste for each identity provider, and the URL keeps which", async () => {
      const made = await ConsoleIntegration.make(console, "connect");
      const page = await console.signedIn(made.path("connect"));
      await page.getByText("No token: nothing can push to this integration.").waitFor();
      await page.getByRole("tab", { name: "Microsoft Entra ID" }).click();
      await page.getByRole("code").getByText(`${made.url}?aadOptscim062020`).waitFor();
      await page.reload();
      await page.getByRole("code").getByText(`${made.url}?aadOptscim062020`).waitFor();
      await page.getByRole("tab", { name: "Google Workspace" }).click();
      await page.getByText("Google pushes only to apps of its catalog").waitFor();
    });

    test("leads to the token", async () => {
      const made = await ConsoleIntegration.make(console, "to the token");
      const page = await console.signedIn(made.path("connect"));
      await page.getByRole("link", { name: "the auth token" }).click();
      await page.getByText("No auth token yet.").waitFor();
    });
  });

  describe("the tab Settings", () => {
    test("renames the integration, and says so", async () => {
      const made = await ConsoleIntegration.make(console, "before");
      const page = await console.signedIn(made.path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("after");
      await button(page, "Save").click();
      await heading(page, "after").waitFor();
      await page.getByText("Saved.").waitFor();
      expect((await made.read()).name).toBe("after");
      expect(await button(page, "Save").isDisabled()).toBe(true);
    });

    test("keeps what was typed when somebody else changed the integration first", async () => {
      const made = await ConsoleIntegration.make(console, "conflict");
      const page = await console.signedIn(made.path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("mine");
      await made.change({ name: "theirs", adoptIdentities: "name" });
      await button(page, "Save").click();
      await page.getByText("Somebody changed the integration since you opened it.").waitFor();
      await page.getByText("Stored now: the name theirs, adoption by name.").waitFor();
      expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("mine");
      expect((await made.read()).name).toBe("theirs");
      await button(page, "Save").click();
      await heading(page, "mine").waitFor();
      expect(await made.read()).toMatchObject({ name: "mine", adoptIdentities: "name" });
    });

    test("takes what somebody else stored when the person says so", async () => {
      const made = await ConsoleIntegration.make(console, "give in");
      const page = await console.signedIn(made.path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("my name");
      await made.change({ name: "their name" });
      await button(page, "Save").click();
      await heading(page, "their name").waitFor();
      await button(page, "Take what is stored").click();
      expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("their name");
    });

    test("shows the edit as code, before and after it", async () => {
      const made = await ConsoleIntegration.make(console, "stored");
      const page = await console.signedIn(made.path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("renamed");
      await page.getByText("As code").click();
      await page.getByText('{ name: "renamed" }').waitFor();
      await page.getByRole("radio", { name: "As it is stored" }).check();
      await page.getByText('{ name: "stored" }').waitFor();
    });

    test("keeps what was typed when the server cannot be reached", async () => {
      const made = await ConsoleIntegration.make(console, "offline");
      const page = await console.signedIn(made.path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("typed offline");
      await page.context().setOffline(true);
      await button(page, "Save").click();
      await page.getByText("You are offline").waitFor();
      await page.getByRole("button", { name: "Try again" }).first().click();
      await page.getByText("The server cannot be reached.").waitFor();
      expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("typed offline");
      await page.context().setOffline(false);
      await button(page, "Save").click();
      await heading(page, "typed offline").waitFor();
    });
  });

  test("an integration that does not exist is said to be missing", async () => {
    const page = await console.signedIn("/console/integrations/00000000-0000-4000-8000-000000000000/connect");
    await page.getByText("there is no integration with the id").waitFor();
  });

  test.each(LOOKS)("axe finds nothing, and nothing is too wide for the screen, %s", async (look, options) => {
    const made = await ConsoleIntegration.make(console, `${look} ${LONG}`.slice(0, 300));
    await made.applyWithTerraform();
    const page = await console.signedIn(made.path("connect"), { ...options });
    await page.getByRole("tab", { name: "Connect" }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole("tab", { name: "Settings" }).click();
    await page.getByLabel("Name", { exact: true }).fill("edited");
    await page.getByText("As code").click();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
