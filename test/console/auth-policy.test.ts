import type { Page } from "playwright-core";
import type { AuthPolicy } from "../../src/contract/edge/auth-policy";
import {
  describeConsole,
  endSession,
  expectAccessible,
  expectNoSidewaysScroll,
  signIn,
} from "../support/console-page";

jest.setTimeout(240_000);

const PHONE = { viewport: { width: 360, height: 740 } };
const LONG = `Long ${"x".repeat(290)}`;
const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", PHONE],
] as const;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const saved = (page: Page) => page.getByText("Saved.", { exact: true }).waitFor();

describeConsole("the page of an auth policy", (console) => {
  let [signerId, staffId, spareId, integrationId] = ["", "", "", ""];

  const create = async (path: string, body: object) =>
    (await console.admin.edge<{ data: { id: string } }>("POST", path, body)).data.id;
  const policy = (id: string) =>
    console.admin.edge<{ data: AuthPolicy }>("GET", `/auth-policies/${id}`).then(({ data }) => data);
  const policyBody = (name: string, allowedSigners: readonly string[]) => ({
    name,
    primary: {
      cert: { allowed: true, allowExpiredCerts: true },
      extJwt: { allowed: true, allowedSigners },
      updb: {
        allowed: true,
        minPasswordLength: 8,
        requireSpecialChar: false,
        requireNumberChar: true,
        requireMixedCase: false,
        maxAttempts: 3,
        lockoutDurationMinutes: 10,
      },
    },
    secondary: { requireTotp: false, requireExtJwtSigner: null },
    tags: { team: "blue" },
  });

  beforeAll(async () => {
    signerId = await create("/external-jwt-signers", {
      name: "Okta",
      enabled: true,
      issuer: "https://okta.example.com",
      audience: "netfoundry",
      jwksEndpoint: "https://okta.example.com/keys",
      useExternalId: true,
      claimsProperty: "sub",
    });
    await create("/external-jwt-signers", {
      name: LONG,
      enabled: false,
      issuer: "https://long.example.com",
      audience: "netfoundry",
      jwksEndpoint: "https://long.example.com/keys",
    });
    staffId = await create("/auth-policies", policyBody("Staff", [signerId]));
    spareId = await create("/auth-policies", policyBody(LONG, []));
    for (const name of ["Ada", "Bob"]) {
      await create("/identities", {
        name,
        type: "Default",
        isAdmin: false,
        authPolicyId: staffId,
        externalId: name,
      });
    }
    const made = await console.admin.gateway<{ id: string }>("POST", "/scim/v1/integrations", {
      networkId: console.server.networkId,
      name: "Entra",
      mapping: { authPolicyId: staffId },
    });
    integrationId = made.id;
  }, 120_000);

  const open = async (id: string, options = {}) => {
    const page = await console.signedIn(`/console/auth-policies/${id}`, options);
    await page.getByLabel("Name", { exact: true }).waitFor();
    return page;
  };

  test("a person makes a policy, and comes to its page", async () => {
    const page = await console.signedIn("/console/auth-policies");
    await page.getByRole("link", { name: "New auth policy" }).click();
    await heading(page, "New auth policy").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Guests");
    await page.getByLabel("Only these").check();
    await page.getByLabel("Okta").check();
    await page.getByLabel("Ask for a one-time code").check();
    await button(page, "Create the auth policy").click();
    await heading(page, "Guests").waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(await policy(id)).toMatchObject({
      name: "Guests",
      primary: { extJwt: { allowed: true, allowedSigners: [signerId] }, cert: { allowed: false } },
      secondary: { requireTotp: true },
    });
    await page.getByText("Nobody has this auth policy. No integration assigns it.").waitFor();
  });

  test("a form with mistakes is not sent, and each field says what is wrong", async () => {
    const page = await console.signedIn("/console/auth-policies/new");
    await page.getByLabel("Only these").check();
    await button(page, "Create the auth policy").click();
    await page.getByText("Write a name.").waitFor();
    await page.getByText("Choose at least one JWT signer, or allow every enabled one.").waitFor();
    expect(await page.evaluate("document.activeElement.labels[0].textContent")).toBe("Name");
    await expectAccessible(page);
  });

  test("a name that is taken is refused at its field, and nothing typed is lost", async () => {
    const page = await console.signedIn("/console/auth-policies/new");
    await page.getByLabel("Name", { exact: true }).fill("Staff");
    await page.getByLabel("Ask for a one-time code").check();
    await button(page, "Create the auth policy").click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Staff");
    expect(await page.getByLabel("Ask for a one-time code").isChecked()).toBe(true);
  });

  test("it says who has the policy, and which integrations assign it", async () => {
    const page = await open(staffId);
    await page.getByText("2 people have this auth policy. These integrations assign it:").waitFor();
    await page.getByRole("link", { name: "Entra" }).click();
    await page.waitForURL(`**/console/integrations/${integrationId}/mapping`);
    await page.goBack();
    await heading(page, "Staff").waitFor();
  });

  test.each([
    ["JWTs are forbidden", "Allow JWTs", "2 people can no longer sign in with a JWT"],
    ["a second factor is asked for", "Ask for a one-time code", "They need a second one from now on"],
    ["passwords are forbidden", "Allow user names and passwords", "At most 2 people can no longer sign in"],
  ])("when %s, it says how many people can no longer sign in that way", async (_when, label, effect) => {
    const page = await open(staffId);
    await page.getByLabel(label).click();
    await page.getByText(effect).waitFor();
    await button(page, "Save changes").click();
    const dialog = page.getByRole("dialog", { name: "Save the changes?" });
    await dialog.getByText(effect).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await button(page, "Discard the edit").click();
    expect(await page.getByText(effect).count()).toBe(0);
  });

  test("what was wrong with an edit goes with it", async () => {
    const page = await open(staffId);
    await page.getByLabel("Name", { exact: true }).fill("");
    await button(page, "Save changes").click();
    await page.getByText("Write a name.").waitFor();
    await button(page, "Discard the edit").click();
    await page.getByText("Write a name.").waitFor({ state: "detached" });
  });

  test("an edit sends what changed, and keeps the rest as it is stored by now", async () => {
    const page = await open(spareId);
    const { tags: _, ...stored } = policyBody("Spare", []);
    await console.admin.edge("PATCH", `/auth-policies/${spareId}`, { tags: { team: "green" } });
    await page.getByLabel("Name", { exact: true }).fill("Spare");
    await page.getByLabel("Wrong attempts before a lockout").fill("7");
    await button(page, "Save changes").click();
    await saved(page);
    await heading(page, "Spare").waitFor();
    expect(await policy(spareId)).toMatchObject({
      ...stored,
      primary: { ...stored.primary, updb: { ...stored.primary.updb, maxAttempts: 7 } },
      tags: { team: "green" },
    });
  });

  test("a session that ends during an edit asks in place, and the edit is saved", async () => {
    const page = await open(spareId);
    await page.getByLabel("Minimum length").fill("12");
    await endSession(page);
    await button(page, "Save changes").click();
    await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
    await signIn(page);
    await saved(page);
    expect((await policy(spareId)).primary.updb.minPasswordLength).toBe(12);
  });

  test("the panel shows the edit as code, before and after", async () => {
    const page = await open(staffId);
    await page.getByLabel("Ask for a one-time code").check();
    await page.getByText("As code").click();
    await page.getByRole("tab", { name: "HCL" }).click();
    const code = page.getByRole("tabpanel");
    expect(await code.textContent()).toContain("require_totp = true");
    await page.getByLabel("As it is stored").check();
    expect(await code.textContent()).not.toContain("require_totp");
  });

  test("a policy that Terraform manages asks twice, also where people notice the edit", async () => {
    const id = await create("/auth-policies", policyBody("Managed", []));
    const person = { name: "Eve", type: "Default", isAdmin: false, externalId: "eve" };
    await create("/identities", { ...person, authPolicyId: id });
    const agent = { "user-agent": "terraform-provider-netfoundry/1.0.0 (Terraform 1.11.4)" };
    await console.admin.edge("PATCH", `/auth-policies/${id}`, { name: "Managed" }, agent);
    const page = await open(id);
    await page.getByText("Managed by Terraform 1.11.4").waitFor();
    await page.getByLabel("Ask for a one-time code").check();
    await button(page, "Save changes").click();
    await page.getByRole("dialog").getByRole("button", { name: "Change it here all the same" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save all the same" }).click();
    await saved(page);
    expect((await policy(id)).secondary.requireTotp).toBe(true);
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Save changes");
  });

  test("a policy in use stays, and the refusal leads to the integrations", async () => {
    const page = await open(staffId);
    await button(page, "Delete the auth policy").click();
    const dialog = page.getByRole("dialog", { name: "Delete the auth policy?" });
    await dialog.getByText("2 people have this auth policy.").waitFor();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await dialog.getByRole("alert").textContent()).toContain("is used by 2 identities");
    await expectAccessible(page);
    await dialog.getByRole("link", { name: "Entra" }).click();
    await page.waitForURL(`**/console/integrations/${integrationId}/mapping`);
  });

  test("a policy that nobody has goes", async () => {
    const id = await create("/auth-policies", policyBody("Old", []));
    const page = await open(id);
    await button(page, "Delete the auth policy").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await heading(page, "Auth policies").waitFor();
    await expect(policy(id)).rejects.toThrow("404");
  });

  test("a policy that is gone is said to be gone", async () => {
    const page = await console.signedIn("/console/auth-policies/nowhere");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("nowhere");
  });

  test("a phone shows names of 300 letters without a sideways scroll, in its dialogs too", async () => {
    const id = await create("/auth-policies", policyBody(`${LONG} 2`, []));
    await console.admin.gateway("POST", "/scim/v1/integrations", {
      networkId: console.server.networkId,
      name: LONG,
      mapping: { authPolicyId: id },
    });
    const page = await open(id, PHONE);
    await page.getByLabel("Only these").check();
    await page.getByLabel(LONG).waitFor();
    await expectNoSidewaysScroll(page);
    await button(page, "Delete the auth policy").click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await expectNoSidewaysScroll(page);
    const [width, wanted] = await dialog.evaluate<[number, number], unknown>((box) => [
      (box as { scrollWidth: number }).scrollWidth,
      (box as unknown as { clientWidth: number }).clientWidth,
    ]);
    expect(width).toBeLessThanOrEqual(wanted);
  });

  test.each(LOOKS)("axe finds nothing in an edit that people notice, %s", async (_look, options) => {
    const page = await open(staffId, { ...options });
    await page.getByLabel("Allow JWTs").click();
    await page.getByText("What this does to people").waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
