import type { Page } from "playwright-core";
import { ConsoleIntegration } from "../support/console-integration";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";

jest.setTimeout(120_000);

const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 740 } }],
] as const;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const focused = (page: Page) => page.evaluate("document.activeElement.textContent");

describeConsole("what the console asks before an edit of an integration", (console) => {
  describe("an integration that Terraform manages", () => {
    test("says so, and asks twice before an edit", async () => {
      const made = await ConsoleIntegration.make(console, "managed");
      await made.applyWithTerraform();
      const page = await console.signedIn(made.path("settings"));
      await page.getByText("Managed by Terraform 1.15.2 (github.com/acme/network), last applied").waitFor();
      await page.getByLabel("Name", { exact: true }).fill("by hand");
      await button(page, "Save").click();
      await dialog(page, "Terraform manages this").getByRole("button", { name: "Cancel" }).click();
      expect((await made.read()).name).toBe("managed");
      expect(await focused(page)).toBe("Save");
      await button(page, "Save").click();
      await button(page, "Change it here all the same").click();
      await heading(page, "by hand").waitFor();
    });

    test("asks twice before a token is made, and before it is deleted", async () => {
      const made = await ConsoleIntegration.make(console, "managed too");
      await made.applyWithTerraform();
      const page = await console.signedIn(made.path("token"));
      await button(page, "Generate a token").click();
      await button(page, "Change it here all the same").click();
      await dialog(page, "Generate the auth token").getByRole("button", { name: "Cancel" }).click();
      expect(await focused(page)).toBe("Generate a token");
      await button(page, "Delete").click();
      await button(page, "Change it here all the same").click();
      await dialog(page, "Delete the integration?").getByRole("button", { name: "Cancel" }).click();
      expect(await focused(page)).toBe("Delete");
    });
  });

  describe("a deletion", () => {
    test("counts the people, and disables them when a person says so", async () => {
      const made = await ConsoleIntegration.make(console, "delete");
      const { token } = await made.mint();
      await made.push(token, `${made.id}-1`);
      const page = await console.signedIn(made.path("people"));
      await button(page, "Delete").waitFor();
      await made.push(token, `${made.id}-2`);
      await button(page, "Delete").click();
      const question = dialog(page, "Delete the integration?");
      await question.getByText("Its identities: 2").waitFor();
      await question.getByRole("button", { name: "Delete the integration only" }).waitFor();
      await question.getByRole("radio", { name: "Disable the identities" }).check();
      await expectAccessible(page);
      await question.getByRole("button", { name: "Delete it, disable 2 identities" }).click();
      await heading(page, "Integrations").waitFor();
      const people = (await console.admin.identities()).filter(({ name }) => name.startsWith(made.id));
      expect(people.map(({ disabled }) => disabled)).toEqual([true, true]);
      await expect(made.read()).rejects.toThrow("404");
    });

    test("is refused in words when somebody changed the integration meanwhile", async () => {
      const made = await ConsoleIntegration.make(console, "changed");
      const page = await console.signedIn(made.path("connect"));
      await button(page, "Delete").waitFor();
      const isRead = page.waitForResponse((answer) => answer.url().endsWith(made.api));
      await button(page, "Delete").click();
      await isRead;
      await made.change({ name: "changed meanwhile" });
      await button(page, "Delete the integration").click();
      await dialog(page, "Delete the integration?")
        .getByText("Somebody changed the integration since you opened it.")
        .waitFor();
      await heading(page, "changed meanwhile").waitFor();
    });
  });

  test("a name that was stored gives way to one that somebody else stores later", async () => {
    const made = await ConsoleIntegration.make(console, "first");
    const page = await console.signedIn(made.path("settings"));
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("second");
    await button(page, "Save").click();
    await heading(page, "second").waitFor();
    await made.change({ name: "third" });
    // The question reads the integration anew.
    await button(page, "Delete").click();
    await heading(page, "third").waitFor();
    expect(await name.inputValue()).toBe("third");
  });

  test.each(LOOKS)("axe finds nothing in the questions and the conflict, %s", async (look, options) => {
    const made = await ConsoleIntegration.make(console, `asked ${look}`);
    const { token } = await made.mint();
    await made.push(token, `${made.id}-1`);
    await made.applyWithTerraform();
    const page = await console.signedIn(made.path("settings"), { ...options });
    await page.getByLabel("Name", { exact: true }).fill(`mine ${look}`);
    await made.change({ name: `theirs ${look}` });
    await button(page, "Save").click();
    await dialog(page, "Terraform manages this").waitFor();
    await expectAccessible(page);
    await button(page, "Change it here all the same").click();
    await page.getByText("Stored now: the name theirs").waitFor();
    await expectAccessible(page);
    await button(page, "Delete").click();
    await button(page, "Change it here all the same").click();
    await page.getByText("Its identities: 1").waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
