import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { startServer } from "../../src/server/serve";

const CREDENTIAL = { clientId: "pictures", clientSecret: "only-for-pictures" };
const ISSUER = "https://example.okta.com";

/** A network that pushes filled, and a page that is signed in to its console. */
interface Shown {
  readonly page: Page;
  readonly url: string;
}

/** Takes the pictures of the console: of a real server, after real pushes. */
export async function takeConsolePictures(browser: Browser, image: (name: string) => string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    database: join(folder, "pictures.db"),
    ...CREDENTIAL,
    log: { write: () => {} },
  });
  const page = await browser.newPage({ colorScheme: "light", viewport: { width: 1280, height: 640 } });
  try {
    await page.goto(`${server.url}/console/`);
    await page.getByLabel("Client ID").fill(CREDENTIAL.clientId);
    await page.getByLabel("Client secret").fill(CREDENTIAL.clientSecret);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await fill(server);
    await integrations({ page, url: server.url }, image("console-integrations.png"));
    await mappingPreview({ page, url: server.url }, image("console-mapping-preview.png"));
    await signInCheck({ page, url: server.url }, image("console-sign-in-check.png"));
  } finally {
    await page.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function integrations({ page, url }: Shown, path: string): Promise<void> {
  await page.goto(`${url}/console/integrations`);
  await page.getByText("1–3 of 3").waitFor();
  await page.screenshot({ path });
}

async function mappingPreview({ page, url }: Shown, path: string): Promise<void> {
  await page.goto(`${url}/console/integrations`);
  await page.getByRole("link", { name: "Okta" }).click();
  await page.getByRole("tab", { name: "Mapping" }).click();
  await page.getByLabel("Identity name", { exact: true }).selectOption({ label: "displayName" });
  await page.getByRole("button", { name: "Preview the change" }).click();
  const box = page.getByRole("region", { name: "Preview" });
  await box.getByLabel("Show the names of the identities").check();
  await box.getByRole("link").first().waitFor();
  await box.evaluate("(box) => box.scrollIntoView({ block: 'end' })");
  await page.screenshot({ path });
}

async function signInCheck({ page, url }: Shown, path: string): Promise<void> {
  await page.goto(`${url}/console/sign-in-check`);
  await page.getByRole("radio", { name: "Claims" }).check();
  const claims = { iss: ISSUER, aud: "netfoundry", email: "Ada@example.com" };
  await page.locator("textarea").fill(JSON.stringify(claims, null, 2));
  await page.getByRole("button", { name: "Check the sign-in" }).click();
  const answer = page.getByRole("region", { name: "Answer" });
  await answer.waitFor();
  await page
    .getByRole("button", { name: "Check the sign-in" })
    .evaluate("(button) => button.scrollIntoView()");
  await page.screenshot({ path });
}

/** Three integrations whose tokens stand differently, people in one of them, and a signer. */
async function fill({ url, networkId }: { readonly url: string; readonly networkId: string }): Promise<void> {
  const basic = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: CREDENTIAL.clientId,
    client_secret: CREDENTIAL.clientSecret,
  });
  const answered = await fetch(`${url}/oauth2/token`, { method: "POST", body: basic });
  const { access_token: bearer } = (await answered.json()) as { access_token: string };
  const session = await post<{ value: string }>(
    `${url}/core/v3/networks/${networkId}/exchange`,
    { authorization: `Bearer ${bearer}` },
    { type: "session" },
  );
  await post(
    `${url}/edge/management/v1/external-jwt-signers`,
    { "zt-session": session.value },
    {
      name: "Okta",
      enabled: true,
      issuer: ISSUER,
      audience: "netfoundry",
      jwksEndpoint: `${ISSUER}/oauth2/v1/keys`,
      claimsProperty: "email",
      useExternalId: true,
    },
  );
  for (const [name, people, lifetimeSeconds] of [
    ["Okta", ["ada", "grace", "mary", "ada"], null],
    ["Entra ID", ["linus"], 90_000],
    ["Google Workspace", [], null],
  ] as const) {
    const api = { authorization: `Bearer ${bearer}` };
    const made = await post<{ id: string; integrationUrl: string }>(`${url}/scim/v1/integrations`, api, {
      networkId,
      name,
    });
    const mapping = { externalIdField: "USER_NAME", authPolicyId: "default" };
    await post(`${url}/scim/v1/integrations/${made.id}/mapping`, api, mapping, "PUT");
    const { token } = await post<{ token: string }>(`${url}/scim/v1/integrations/${made.id}/tokens`, api, {
      lifetimeSeconds,
    });
    for (const person of people)
      await post(
        `${made.integrationUrl}/Users`,
        { authorization: `Bearer ${token}` },
        { userName: `${person}@example.com`, displayName: `${person} of ${name}` },
      );
  }
}

async function post<T>(
  url: string,
  headers: Record<string, string>,
  body: object,
  method = "POST",
): Promise<T> {
  const init = { method, headers: { ...headers, "content-type": "application/json" } };
  const answer = await fetch(url, { ...init, body: JSON.stringify(body) });
  // One of the pushes is refused on purpose.
  if (!answer.ok && answer.status !== 409) throw new Error(`${url} answered ${await answer.text()}`);
  return (await answer.json()) as T;
}
