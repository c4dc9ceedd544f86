import type { Page } from "playwright-core";
import type { Integration } from "../../src/contract/gateway/integration";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";

jest.setTimeout(120_000);

const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 740 } }],
] as const;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

describeConsole("a new integration", (console) => {
  test("opens at its token, and Back leads to the list", async () => {
    const page = await console.signedIn("/console/integrations");
    await page.getByRole("link", { name: "New integration" }).click();
    await heading(page, "New integration").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Okta EU");
    await page.getByRole("radio", { name: "By external ID" }).check();
    await button(page, "Create the integration").click();
    await heading(page, "Okta EU").waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/token$/);
    expect(await page.title()).toBe("Token – Okta EU – NetFoundry SCIM");
    await page.goBack();
    await heading(page, "Integrations").waitFor();
  });

  test("with a name that is taken is refused at its field, and what was typed stays", async () => {
    const { admin, server } = console;
    await admin.gateway("POST", "/scim/v1/integrations", { networkId: server.networkId, name: "taken" });
    const page = await console.signedIn("/console/integrations/new");
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("taken");
    await button(page, "Create the integration").click();
    await page.getByRole("alert").waitFor();
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    expect(await name.inputValue()).toBe("taken");
  });

  test("gets its mapping at once, and a wrong path is said while a person types", async () => {
    const page = await console.signedIn("/console/integrations/new");
    await page.getByLabel("Name", { exact: true }).fill("with mapping");
    await page.getByLabel("External ID", { exact: true }).selectOption("CUSTOM");
    const path = page.getByLabel("Path of the external ID");
    await path.fill("emails.value");
    await page.getByText("emails has several values").waitFor();
    expect(await button(page, "Create the integration").isDisabled()).toBe(true);
    await path.fill("externalId");
    await button(page, "Create the integration").click();
    await heading(page, "with mapping").waitFor();
    const [, , , id] = new URL(page.url()).pathname.split("/");
    const { mapping } = await console.admin.gateway<Integration>("GET", `/scim/v1/integrations/${id}`);
    expect(mapping).toMatchObject({ externalIdField: "CUSTOM", externalIdCustomPath: "externalId" });
  });

  test("is shown as code while a person types", async () => {
    const page = await console.signedIn("/console/integrations/new");
    await page.getByLabel("Name", { exact: true }).fill("Okta");
    await page.getByText("As code").click();
    await page.getByText('new ScimIntegration(scope, "okta", { name: "Okta" });').waitFor();
  });

  test.each(LOOKS)(
    "axe finds nothing, and nothing is too wide for the screen, %s",
    async (_look, options) => {
      const page = await console.signedIn("/console/integrations/new", { ...options });
      await page.getByLabel("Name", { exact: true }).fill(`Long ${"x".repeat(290)} end`);
      await page.getByText("As code").click();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    },
  );
});
