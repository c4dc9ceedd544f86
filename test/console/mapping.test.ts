import type { BrowserContextOptions, Page } from "playwright-core";
import type { MappingAnswer } from "../../src/contract/gateway/mapping";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";
import { Pushing } from "../support/pushing";

jest.setTimeout(120_000);

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", { viewport: { width: 360, height: 740 } }],
];

describeConsole("the mapping of an integration", (console) => {
  let names = 0;
  let policyId = "";

  /** An integration with Ada and Bob. */
  async function people(mapping: Partial<MappingAnswer> = {}): Promise<Pushing> {
    names += 1;
    const prefix = `i${names}`;
    const { admin, server } = console;
    const pushing = await Pushing.start(admin, server.networkId, `Okta ${names}`, mapping);
    for (const name of ["ada", "bob"]) {
      const emails = [{ value: `${name}@${prefix}.example.com`, type: "work", primary: true }];
      await pushing.user(`${prefix}-${name}`, { displayName: `${prefix} ${name} lovelace`, emails });
    }
    return pushing;
  }

  const open = (pushing: Pushing, options: BrowserContextOptions = {}) =>
    console.signedIn(`/console/integrations/${pushing.integration.id}/mapping`, options);
  const mappingOf = async ({ integration }: Pushing) =>
    console.admin.gateway<MappingAnswer>("GET", `/scim/v1/integrations/${integration.id}/mapping`);
  const preview = async (page: Page) => {
    await page.getByRole("button", { name: "Preview the change" }).click();
    await page.getByRole("heading", { name: "What this would do" }).waitFor();
  };
  const save = (page: Page) => page.getByRole("button", { name: "Save the mapping" });

  beforeAll(async () => {
    const settings = {
      primary: {
        cert: { allowed: true, allowExpiredCerts: false },
        extJwt: { allowed: false, allowedSigners: [] },
        updb: {
          allowed: false,
          minPasswordLength: 5,
          requireSpecialChar: false,
          requireNumberChar: false,
          requireMixedCase: false,
          maxAttempts: 0,
          lockoutDurationMinutes: 0,
        },
      },
      secondary: { requireTotp: false },
      tags: {},
    };
    const names = ["Staff without JWT", ...Array.from({ length: 60 }, (_, at) => `Policy ${at}`)];
    for (const name of names.reverse()) {
      const body = { ...settings, name };
      const made = await console.admin.edge<{ data: { id: string } }>("POST", "/auth-policies", body);
      policyId = made.data.id;
    }
    await console.admin.edge("POST", "/external-jwt-signers", {
      name: "Okta",
      enabled: true,
      issuer: "https://okta.example.com",
      audience: "netfoundry",
      jwksEndpoint: "https://okta.example.com/keys",
      useExternalId: false,
    });
  });

  test("an edit is previewed with counts, sentences and shortened samples, and then saved", async () => {
    const pushing = await people();
    const page = await open(pushing);
    await page.getByLabel("Identity name", { exact: true }).selectOption({ label: "displayName" });
    await preview(page);
    const box = page.getByRole("region", { name: "Preview" });
    await box.getByText("2 identities are renamed.").waitFor();
    await box.getByText("Everybody signs in as before.").waitFor();
    const prefix = `i${names}`;
    expect(await box.textContent()).not.toContain("lovelace");
    expect((await mappingOf(pushing)).identityNameField).toBe("USER_NAME");
    await box.getByLabel("Show the names of the identities").check();
    await box.getByRole("link", { name: `${prefix}-ada` }).waitFor();
    await save(page).click();
    await page.getByText("The mapping is saved.").waitFor();
    expect((await mappingOf(pushing)).identityNameField).toBe("DISPLAY_NAME");
    expect(await page.getByRole("button", { name: "Preview the change" }).isDisabled()).toBe(true);
  });

  test("a custom path is checked while a person types, by the parser of the server", async () => {
    const pushing = await people();
    const page = await open(pushing);
    await page.getByLabel("External ID", { exact: true }).selectOption({ label: "Another attribute" });
    const path = page.getByLabel("Path of the external ID");
    await path.fill("emails");
    await page.getByText("emails has several values; name one").waitFor();
    expect(await path.getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByRole("button", { name: "Preview the change" }).isDisabled()).toBe(true);
    await path.fill('emails[type eq "work"].value');
    expect(await path.getAttribute("aria-invalid")).toBeNull();
    await preview(page);
    await page.getByText("2 identities get another external ID.").waitFor();
    await save(page).click();
    await page.getByText("The mapping is saved.").waitFor();
    expect(await mappingOf(pushing)).toMatchObject({
      externalIdField: "CUSTOM",
      externalIdCustomPath: 'emails[type eq "work"].value',
    });
  });

  test("another auth policy is found by its name, and the preview says who loses sign-in", async () => {
    const pushing = await people();
    const page = await open(pushing);
    const choice = page.getByLabel("Auth policy", { exact: true });
    await page.getByText("The list shows the first 50 of 62.").waitFor();
    expect(await choice.locator("option:checked").textContent()).toBe("Default");
    await page.getByLabel("Search auth policies").fill("WITHOUT");
    await page.getByText("Found: 1.").waitFor();
    expect(await choice.locator("option:checked").textContent()).toBe("Default");
    await choice.selectOption({ label: "Staff without JWT" });
    await preview(page);
    await page
      .getByText(
        "2 identities can no longer sign in with a JWT, because their auth policy does not allow JWTs.",
      )
      .waitFor();
    await page.getByText("2 identities get the auth policy “Staff without JWT”").waitFor();
    await page.getByRole("cell", { name: "Staff without JWT" }).first().waitFor();
    await save(page).click();
    await page.getByText("The mapping is saved.").waitFor();
    expect((await mappingOf(pushing)).authPolicyId).toBe(policyId);
  });

  test("an edit of somebody else is not overwritten, and nothing that was typed is lost", async () => {
    const pushing = await people();
    const page = await open(pushing);
    await page.getByLabel("Identity name", { exact: true }).selectOption({ label: "displayName" });
    await preview(page);
    const path = `/scim/v1/integrations/${pushing.integration.id}/mapping`;
    await console.admin.gateway("PUT", path, { externalIdField: "USER_NAME" });
    await save(page).click();
    await page.getByText("Somebody else changed the integration after you opened it").waitFor();
    await page.getByText("They changed: External ID.").waitFor();
    expect(await page.getByLabel("Identity name", { exact: true }).inputValue()).toBe("DISPLAY_NAME");
    expect(await page.getByLabel("External ID", { exact: true }).inputValue()).toBe("USER_NAME");
    await preview(page);
    await save(page).click();
    await page.getByText("The mapping is saved.").waitFor();
    expect(await mappingOf(pushing)).toMatchObject({
      identityNameField: "DISPLAY_NAME",
      externalIdField: "USER_NAME",
    });
  });

  test("clashes are counted before saving, and one that comes meanwhile is said at its field", async () => {
    const pushing = await people();
    const page = await open(pushing);
    await page.getByLabel("Identity name", { exact: true }).selectOption({ label: "displayName" });
    await preview(page);
    const twin = { displayName: `i${names} ada lovelace` };
    await pushing.user(`i${names}-twin`, twin);
    await save(page).click();
    await page.getByRole("alert").getByText("nothing was changed: 2 of 3 identities").waitFor();
    const field = page.getByLabel("Identity name", { exact: true });
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await page.getByText("It would give 1 value to more than one identity of the network.").waitFor();
    expect(await field.inputValue()).toBe("DISPLAY_NAME");
    await preview(page);
    await page.getByText("2 identities clash with another identity").waitFor();
    expect(await save(page).isDisabled()).toBe(true);
    await page.getByLabel("Name the identity by its userName").check();
    await preview(page);
    await save(page).click();
    await page.getByText("The mapping is saved.").waitFor();
  });

  test("a mapping that Terraform manages asks twice, and shows the edit as code", async () => {
    const pushing = await people();
    const { id } = pushing.integration;
    const path = `/scim/v1/integrations/${id}/mapping`;
    await console.admin.gateway(
      "PUT",
      path,
      {},
      {
        "user-agent": "terraform-provider-netfoundry/1.0.0 (Terraform 1.11.4)",
      },
    );
    const page = await open(pushing);
    await page.getByText("Managed by Terraform 1.11.4").waitFor();
    await page.getByLabel("Identity name", { exact: true }).selectOption({ label: "nickName" });
    await page.getByText("As code").click();
    await page.getByText("identityName: IdentityName.NICK_NAME").waitFor();
    await preview(page);
    await save(page).click();
    const dialog = page.getByRole("dialog", { name: "Terraform manages this" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect((await mappingOf(pushing)).identityNameField).toBe("USER_NAME");
    await save(page).click();
    await dialog.getByRole("button", { name: "Change it here all the same" }).click();
    await page.getByText("The mapping is saved.").waitFor();
  });

  test("edits stay while another tab is shown, and a save there is no conflict", async () => {
    const page = await open(await people());
    const tab = (name: string) => page.getByRole("tab", { name }).click();
    const identityName = page.getByLabel("Identity name", { exact: true });
    await identityName.selectOption({ label: "displayName" });
    await tab("Settings");
    await page.getByLabel("Name", { exact: true }).fill("Renamed meanwhile");
    await tab("Mapping");
    expect(await identityName.inputValue()).toBe("DISPLAY_NAME");
    await tab("Settings");
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Renamed meanwhile");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved.", { exact: true }).waitFor();
    await tab("Mapping");
    await preview(page);
    await save(page).click();
    await page.getByText("The mapping is saved.").waitFor();
  });

  test("what was typed stays when the server cannot be reached", async () => {
    const page = await open(await people());
    await page.getByLabel("Identity name", { exact: true }).selectOption({ label: "displayName" });
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Preview the change" }).click();
    await page.getByRole("alert").first().waitFor();
    expect(await page.getByLabel("Identity name", { exact: true }).inputValue()).toBe("DISPLAY_NAME");
    await page.context().setOffline(false);
    await preview(page);
  });

  test.each(LOOKS)("the form and its preview keep nobody out: %s", async (_, options) => {
    const page = await open(await people(), options);
    await page.getByLabel("External ID", { exact: true }).selectOption({ label: "Another attribute" });
    await page.getByLabel("Path of the external ID").fill("emails");
    await page.getByText("emails has several values").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Path of the external ID").fill("displayName");
    await preview(page);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
