import type { Page } from "playwright-core";
import { Issuer, Loopback } from "../server/signin/support/issuer";
import { CERTIFICATE } from "../support/certificates";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";

jest.setTimeout(240_000);

const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 740 } }],
] as const;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const saved = (page: Page) => page.getByText("Saved.", { exact: true }).waitFor();

describeConsole("the page of a JWT signer", (console) => {
  const issuer = new Issuer("key-1");
  let idp: Loopback;
  let [signerId, policyId] = ["", ""];

  const create = async (path: string, body: object) =>
    (await console.admin.edge<{ data: { id: string } }>("POST", path, body)).data.id;
  const signer = (id: string) =>
    console.admin
      .edge<{ data: Record<string, unknown> }>("GET", `/external-jwt-signers/${id}`)
      .then(({ data }) => data);

  beforeAll(async () => {
    idp = await Loopback.start((request, response) => {
      if (request.url === "/keys") return response.end(JSON.stringify({ keys: [issuer.jwk] }));
      if (request.url !== "/.well-known/openid-configuration") return response.writeHead(404).end();
      const document = { issuer: idp.url, jwks_uri: `${idp.url}/keys`, claims_supported: ["sub", "email"] };
      return response.end(JSON.stringify(document));
    });
    signerId = await create("/external-jwt-signers", {
      name: "Okta",
      enabled: true,
      issuer: "https://okta.example.com",
      audience: "netfoundry",
      jwksEndpoint: "https://okta.example.com/keys",
      useExternalId: true,
      claimsProperty: "sub",
      enrollNameClaimsSelector: "/email",
      tags: { team: "blue" },
    });
    const updb = {
      allowed: false,
      minPasswordLength: 5,
      requireSpecialChar: false,
      requireNumberChar: false,
      requireMixedCase: false,
      maxAttempts: 0,
      lockoutDurationMinutes: 0,
    };
    policyId = await create("/auth-policies", {
      name: "Staff",
      primary: {
        cert: { allowed: false, allowExpiredCerts: false },
        extJwt: { allowed: true, allowedSigners: [signerId] },
        updb,
      },
      secondary: { requireTotp: false, requireExtJwtSigner: null },
    });
    const person = { name: "Ada", type: "Default", isAdmin: false, externalId: "ada" };
    await create("/identities", { ...person, authPolicyId: policyId });
  }, 120_000);
  afterAll(() => idp.stop());

  const open = async (id: string, options = {}) => {
    const page = await console.signedIn(`/console/jwt-signers/${id}`, options);
    await page.getByLabel("Name", { exact: true }).waitFor();
    return page;
  };

  test("a person makes a signer from an issuer that the server discovers", async () => {
    const page = await console.signedIn("/console/jwt-signers");
    await page.getByRole("link", { name: "New JWT signer" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Keycloak");
    await page.getByLabel("Issuer").fill(idp.url);
    await button(page, "Fetch discovery and keys").click();
    await page.getByRole("rowheader", { name: "key-1" }).waitFor();
    expect(await page.getByLabel("JWKS endpoint", { exact: true }).inputValue()).toBe(`${idp.url}/keys`);
    await page.getByText("Claims that it may write: sub, email.").waitFor();
    await page.getByLabel("Audience").fill("netfoundry");
    await button(page, "Create the JWT signer").click();
    await heading(page, "Keycloak").waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(await signer(id)).toMatchObject({
      issuer: idp.url,
      jwksEndpoint: `${idp.url}/keys`,
      certPem: null,
      useExternalId: true,
    });
  });

  test("an issuer that cannot be discovered is refused at its field", async () => {
    const page = await console.signedIn("/console/jwt-signers/new");
    await page.getByLabel("Issuer").fill(`${idp.url}/`);
    await button(page, "Fetch discovery and keys").click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("Issuer").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Issuer").inputValue()).toBe(`${idp.url}/`);
  });

  test("a form with mistakes is not sent, and each field says what is wrong", async () => {
    const page = await console.signedIn("/console/jwt-signers/new");
    await page.getByLabel("One certificate").check();
    await page.getByLabel("Certificate in PEM").fill("-----BEGIN PRIVATE KEY-----");
    await button(page, "Create the JWT signer").click();
    await page.getByText("Write a name.").waitFor();
    await page.getByText("This is a private key.").waitFor();
    await expectAccessible(page);
  });

  test("a token fills in the form, and is sent, stored and kept nowhere", async () => {
    const page = await console.signedIn("/console/jwt-signers/new");
    const token = issuer.sign({ iss: "https://idp.example.com", aud: ["nf"], email: "ada@example.com" });
    const payload = token.split(".")[1] ?? "";
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
    await page.getByLabel("Token to compare").fill(`Bearer ${token}`);
    await button(page, "Use its issuer").click();
    await page.getByText("Its issuer is the one of the form.").waitFor();
    await page.getByRole("button", { name: "Use the audience" }).click();
    await page.getByText("The token has no claim").waitFor();
    await page.getByRole("button", { name: "Use the claim email" }).click();
    expect(await page.getByLabel("Issuer").inputValue()).toBe("https://idp.example.com");
    expect(await page.getByLabel("Audience").inputValue()).toBe("nf");
    expect(await page.getByLabel("Claim that names the person").inputValue()).toBe("/email");
    await page.getByLabel("Name", { exact: true }).fill("From a token");
    await page.getByLabel("JWKS endpoint", { exact: true }).fill("https://idp.example.com/keys");
    await button(page, "Create the JWT signer").click();
    await heading(page, "From a token").waitFor();
    expect(sent.join(" ")).not.toContain(payload);
    const kept = await page.evaluate<string>(`document.documentElement.outerHTML + location.href +
      [...document.querySelectorAll("textarea, input")].map(({ value }) => value).join() +
      JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state])`);
    expect(kept).not.toContain(payload);
  });

  test("an issuer that differs by a slash and in case is said to differ", async () => {
    const page = await open(signerId);
    const token = issuer.sign({ iss: "https://OKTA.example.com/", aud: "netfoundry", sub: "ada" });
    await page.getByLabel("Token to compare").fill(token);
    await page.getByText("It differs by a slash at the end and by upper and lower case.").waitFor();
    await page.getByText("Its aud holds the audience of the form.").waitFor();
    await button(page, "Remove the token").click();
    expect(await page.getByText("It differs by").count()).toBe(0);
    await page.getByLabel("Token to compare").fill("opaque");
    await page.getByText("It is an opaque token, not a JWT").waitFor();
  });

  test("an edit that costs people their sign-in says how many, and asks", async () => {
    const page = await open(signerId);
    await page.getByText("Staff").waitFor();
    await page.getByLabel("Enabled").uncheck();
    const effect = "1 person can no longer sign in with a JWT";
    await page.getByText(effect).waitFor();
    await button(page, "Save changes").click();
    const dialog = page.getByRole("dialog", { name: "Save the changes?" });
    await dialog.getByText(effect).waitFor();
    await dialog.getByRole("button", { name: "Save all the same" }).click();
    await saved(page);
    expect((await signer(signerId)).enabled).toBe(false);
    await page.getByLabel("Enabled").check();
    await page.getByText("Saved.").waitFor({ state: "detached" });
    await button(page, "Save changes").click();
    await saved(page);
    expect((await signer(signerId)).enabled).toBe(true);
  });

  test("an edit keeps tags and settings that the form does not show", async () => {
    const page = await open(signerId);
    await page.getByLabel("Scopes").fill("openid profile");
    await button(page, "Save changes").click();
    await saved(page);
    expect(await signer(signerId)).toMatchObject({
      scopes: ["openid", "profile"],
      enrollNameClaimsSelector: "/email",
      tags: { team: "blue" },
      issuer: "https://okta.example.com",
    });
  });

  test("a certificate takes the place of the JWKS endpoint, and its details are shown", async () => {
    const id = await create("/external-jwt-signers", {
      name: "Old keys",
      enabled: true,
      issuer: "https://old.example.com",
      audience: "netfoundry",
      jwksEndpoint: "https://old.example.com/keys",
    });
    const page = await open(id);
    await page.getByLabel("One certificate").check();
    await page.getByLabel("Certificate in PEM").fill(CERTIFICATE);
    await button(page, "Save changes").click();
    await saved(page);
    const details = page.getByRole("region", { name: "Certificate" });
    await details.getByText("idp.example.com").waitFor();
    await details.getByText("Valid now").waitFor();
    expect((await signer(id)).jwksEndpoint).toBeNull();
    await page.getByText("As code").click();
    expect(await page.getByRole("tabpanel").textContent()).toContain("BEGIN CERTIFICATE");
  });

  test("a signer that a policy names stays, and the refusal leads to the policy", async () => {
    const page = await open(signerId);
    await button(page, "Delete the JWT signer").click();
    const dialog = page.getByRole("dialog", { name: "Delete the JWT signer?" });
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await dialog.getByRole("alert").textContent()).toContain("is used by 1 auth policy");
    await dialog.getByRole("link", { name: "Staff" }).click();
    await page.waitForURL(`**/console/auth-policies/${policyId}`);
  });

  test("a signer that no policy names goes", async () => {
    const id = await create("/external-jwt-signers", {
      name: "Unused",
      enabled: true,
      issuer: "https://unused.example.com",
      audience: "netfoundry",
      jwksEndpoint: "https://unused.example.com/keys",
    });
    const page = await open(id);
    await button(page, "Delete the JWT signer").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await heading(page, "JWT signers").waitFor();
    await expect(signer(id)).rejects.toThrow("404");
  });

  test("a phone shows a name of 300 letters without a sideways scroll", async () => {
    const name = `Long ${"x".repeat(290)}`;
    const id = await create("/external-jwt-signers", {
      name,
      enabled: true,
      issuer: `https://long.example.com/${"x".repeat(280)}`,
      audience: "netfoundry",
      jwksEndpoint: `https://long.example.com/${"x".repeat(280)}`,
    });
    const page = await open(id, LOOKS[2][1]);
    await expectNoSidewaysScroll(page);
    await button(page, "Delete the JWT signer").click();
    await page.getByRole("dialog").waitFor();
    await expectNoSidewaysScroll(page);
  });

  test.each(LOOKS)("axe finds nothing beside a token and discovered keys, %s", async (_look, options) => {
    const page = await open(signerId, { ...options });
    const claims = { iss: `https://okta.example.com/${"x".repeat(280)}`, aud: "other", email: "ada" };
    await page.getByLabel("Token to compare").fill(issuer.sign(claims));
    await page.getByLabel("JWKS endpoint", { exact: true }).fill(`${idp.url}/keys`);
    await button(page, "Fetch the keys").click();
    await page.getByRole("rowheader", { name: "key-1" }).waitFor();
    const keys = page.getByRole("table", { name: "Keys" });
    expect(await keys.locator(":is(thead, tbody, tr, th, td):not([role])").count()).toBe(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
