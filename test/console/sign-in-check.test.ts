import type { Page } from "playwright-core";
import { Issuer, Loopback } from "../server/signin/support/issuer";
import { policyBody, signerBody } from "../server/support/network";
import { describeConsole, expectAccessible, expectNoSidewaysScroll } from "../support/console-page";

jest.setTimeout(120_000);

const ISSUER = "https://idp.example";
const PHONE = { viewport: { width: 360, height: 740 } };
const RIGHT_TO_LEFT = "מיכל (ops)";
const LONG = `Long ${"x".repeat(250)}`;

describeConsole("the sign-in check of the console", (console) => {
  const issuer = new Issuer("k1");
  let keys: Loopback;
  let policyId: string;

  const create = async (collection: string, body: object) =>
    (await console.admin.edge<{ data: { id: string } }>("POST", `/${collection}`, body)).data.id;
  const createIdentity = (name: string, more: object = {}) =>
    create("identities", {
      name,
      externalId: `${name}@example.com`,
      type: "Default",
      isAdmin: false,
      ...more,
    });
  const claims = (changes: object = {}) => ({
    iss: ISSUER,
    aud: "netfoundry",
    email: "Ada@example.com",
    exp: Math.floor(Date.now() / 1000) + 600,
    ...changes,
  });
  const tokenOf = (email: string) => issuer.sign(claims({ email }));

  beforeAll(async () => {
    keys = await Loopback.start((_request, response) => response.end(JSON.stringify({ keys: [issuer.jwk] })));
    const signer = { issuer: ISSUER, jwksEndpoint: keys.url, claimsProperty: "email", useExternalId: true };
    await create("external-jwt-signers", signerBody("Okta", signer));
    policyId = await create("auth-policies", policyBody("No <b>JWT</b>", { extJwt: { allowed: false } }));
    await createIdentity("Ada");
    for (const name of ["Mary", LONG, RIGHT_TO_LEFT]) await createIdentity(name, { authPolicyId: policyId });
  }, 60_000);
  afterAll(() => keys.stop());

  const open = (options: Parameters<typeof console.signedIn>[1] = {}, query = "") =>
    console.signedIn(`/console/sign-in-check${query}`, options);
  const submit = (page: Page) => page.getByRole("button", { name: "Check the sign-in" }).click();
  const checkToken = async (page: Page, token: string) => {
    await page.getByLabel("Token", { exact: true }).fill(token);
    await submit(page);
  };
  const answer = (page: Page) => page.getByRole("region", { name: "Answer" });
  const verdict = (page: Page, text: string) => answer(page).getByText(text, { exact: true }).waitFor();
  const step = (page: Page, question: string) =>
    answer(page).getByRole("listitem").filter({ hasText: question });

  test("a token that signs in: whom it signs in, and every step passed", async () => {
    const page = await open();
    await checkToken(page, tokenOf("Ada@example.com"));
    await verdict(page, "Accepted: it signs in “Ada”.");
    expect(await answer(page).getByText("Passed", { exact: true }).count()).toBe(15);
    await answer(page).getByText("What the controller answers").click();
    await answer(page).getByText("HTTP 200").waitFor();
  });

  test("a token that a policy refuses: the step, the hint, and a link to the policy to mend", async () => {
    const page = await open();
    await checkToken(page, tokenOf("Mary@example.com"));
    await answer(page).waitFor();
    expect(await step(page, "Does its auth policy allow JWTs?").textContent()).toContain("Failed");
    expect(await step(page, "Does the policy allow this JWT signer?").textContent()).toContain("Not reached");
    const said = answer(page).getByRole("status");
    expect(await said.textContent()).toMatch(
      /^Refused: its auth policy "No <b>JWT<\/b>" does not allow JWTs\./,
    );
    expect(await said.textContent()).toContain('has the auth policy "No <b>JWT</b>"');
    await said.getByRole("link", { name: "Show the auth policy No <b>JWT</b>" }).click();
    await page.waitForURL(`**/console/auth-policies/${policyId}`);
  });

  test("claims: what only a token shows is not checked", async () => {
    const page = await open();
    await page.getByRole("radio", { name: "Claims" }).check();
    await page
      .getByLabel("Claims", { exact: true })
      .and(page.locator("textarea"))
      .fill(JSON.stringify(claims({ exp: undefined })));
    await submit(page);
    await verdict(page, "Accepted: it signs in “Ada”.");
    expect(await step(page, "Is the signature valid?").textContent()).toContain("Not checked");
  });

  test("an expected identity: another one than it, by name", async () => {
    const page = await open({}, "?expected=Mary");
    await checkToken(page, tokenOf("Ada@example.com"));
    await verdict(page, "Accepted, but as another identity than expected: “Ada”.");
  });

  test("an unknown expected identity is said at its field, and nothing typed is lost", async () => {
    const page = await open();
    const token = tokenOf("Ada@example.com");
    await page.getByLabel("Expected identity").fill("Nobody");
    await checkToken(page, token);
    const field = page.getByRole("textbox", { name: "Expected identity" });
    await page.locator("[aria-invalid=true]").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await page
      .locator(".field-error")
      .getByText("No identity has exactly this name or ID: Nobody.")
      .waitFor();
    expect(await page.getByLabel("Token", { exact: true }).inputValue()).toBe(token);
    expect(await answer(page).count()).toBe(0);
    await field.fill("Ada");
    await submit(page);
    await verdict(page, "Accepted: it signs in “Ada”.");
  });

  test("no token, and claims that are no JSON object, are said at their fields", async () => {
    const page = await open();
    await submit(page);
    await page.locator(".field-error").getByText("Paste the token that should sign in.").waitFor();
    await page.getByRole("radio", { name: "Claims" }).check();
    const field = page.locator("textarea");
    for (const [text, said] of [
      ["{", "This is not JSON"],
      ["[]", "Write one JSON object"],
    ] as const) {
      await field.fill(text);
      await submit(page);
      await page.locator(".field-error").getByText(said).waitFor();
      expect(await field.getAttribute("aria-invalid")).toBe("true");
    }
  });

  test("the token is in no URL and no storage, and gone when the view is left", async () => {
    const page = await open();
    const token = tokenOf("Ada@example.com");
    const urls: string[] = [];
    page.on("request", (request) => urls.push(request.url()));
    await checkToken(page, token);
    await answer(page).waitFor();
    const kept = await page.evaluate<string>("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])");
    const [, payload = ""] = token.split(".");
    expect([page.url(), kept, ...urls].join(" ")).not.toContain(payload);
    await page.getByRole("link", { name: "Identities" }).click();
    await page.getByRole("heading", { level: 1, name: "Identities" }).waitFor();
    await page.goBack();
    expect(await page.getByLabel("Token", { exact: true }).inputValue()).toBe("");
    expect(await answer(page).count()).toBe(0);
  });

  const looks = [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["on a phone", PHONE],
  ] as const;
  test.each(looks)("axe finds nothing, %s, and no name makes it scroll sideways", async (_look, options) => {
    const page = await open(options);
    await submit(page);
    await page.getByRole("alert").waitFor();
    await expectAccessible(page);
    for (const name of ["Ada", LONG, RIGHT_TO_LEFT]) {
      await checkToken(page, tokenOf(`${name}@example.com`));
      await answer(page).getByText(name).first().waitFor();
      await expectNoSidewaysScroll(page);
    }
    expect(await answer(page).locator("bdi", { hasText: RIGHT_TO_LEFT }).first().textContent()).toBe(
      RIGHT_TO_LEFT,
    );
    await expectAccessible(page);
  });
});
