import type { Page } from "playwright-core";
import type { Integration } from "../../src/contract/gateway/integration";
import {
  type Console,
  describeConsole,
  expectAccessible,
  expectNoSidewaysScroll,
} from "../support/console-page";
import { CLIENT_ID, CLIENT_SECRET } from "../support/served";

jest.setTimeout(120_000);

const LONG = `Long ${"x".repeat(290)} end`;
const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 740 } }],
] as const;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const focused = (page: Page) => page.evaluate("document.activeElement.textContent");

async function make({ admin, server }: Console, name: string) {
  const body = { networkId: server.networkId, name };
  const { id } = await admin.gateway<Integration>("POST", "/scim/v1/integrations", body);
  const api = `/scim/v1/integrations/${id}`;
  const read = () => admin.gateway<Integration>("GET", api);
  return { id, api, read, path: (tab: string) => `/console/integrations/${id}/${tab}` };
}

/** An identity provider that pushes one more person whenever it is asked. */
async function identityProvider({ admin, server }: Console, { id, api }: { id: string; api: string }) {
  const { token } = await admin.gateway<{ token: string }>("POST", `${api}/tokens`, {});
  let pushed = 0;
  return async () => {
    pushed += 1;
    const answer = await fetch(`${server.url}/scim/v2/${id}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        userName: `${id.slice(0, 8)}-${pushed}@example.com`,
      }),
    });
    expect(answer.status).toBe(201);
  };
}

/** Writes an integration as the provider of Terraform does. */
async function applyWithTerraform({ server }: Console, api: string, bearer: string) {
  await fetch(server.url + api, {
    method: "PATCH",
    headers: {
      authorization: `Bearer ${bearer}`,
      "content-type": "application/json",
      "user-agent": "terraform-provider-netfoundry/0.1.0 (Terraform 1.15.2)",
      "x-managed-by": encodeURIComponent("github.com/acme/network"),
    },
    body: "{}",
  });
}

describeConsole("the page of an integration", (console) => {
  describe("the tab Connect", () => {
    test("has what to paste for each identity provider, and the URL keeps which", async () => {
      const { id, path } = await make(console, "connect");
      const url = `${console.server.url}/scim/v2/${id}`;
      const page = await console.signedIn(path("connect"));
      await page.getByText("No token: nothing can push to this integration.").waitFor();
      await page.getByRole("tab", { name: "Microsoft Entra ID" }).click();
      await page.getByRole("code").getByText(`${url}?aadOptscim062020`).waitFor();
      await page.reload();
      await page.getByRole("code").getByText(`${url}?aadOptscim062020`).waitFor();
      await page.getByRole("tab", { name: "Google Workspace" }).click();
      await page.getByText("Google pushes only to apps of its catalog").waitFor();
    });

    test("leads to the token", async () => {
      const { path } = await make(console, "to the token");
      const page = await console.signedIn(path("connect"));
      await page.getByRole("link", { name: "the auth token" }).click();
      await page.getByText("No auth token yet.").waitFor();
    });
  });

  describe("the tab Settings", () => {
    test("renames the integration, and says so", async () => {
      const { read, path } = await make(console, "before");
      const page = await console.signedIn(path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("after");
      await button(page, "Save").click();
      await heading(page, "after").waitFor();
      await page.getByText("Saved.").waitFor();
      expect((await read()).name).toBe("after");
      expect(await button(page, "Save").isDisabled()).toBe(true);
    });

    test("keeps what was typed when somebody else changed the integration first", async () => {
      const { api, read, path } = await make(console, "conflict");
      const page = await console.signedIn(path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("mine");
      await console.admin.gateway("PATCH", api, { name: "theirs", adoptIdentities: "name" });
      await button(page, "Save").click();
      await page.getByText("Somebody changed the integration since you opened it.").waitFor();
      await page.getByText("Stored now: the name theirs, adoption by name.").waitFor();
      expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("mine");
      expect((await read()).name).toBe("theirs");
      await button(page, "Save").click();
      await heading(page, "mine").waitFor();
      expect(await read()).toMatchObject({ name: "mine", adoptIdentities: "name" });
    });

    test("takes what somebody else stored when the person says so", async () => {
      const { api, path } = await make(console, "give in");
      const page = await console.signedIn(path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("my name");
      await console.admin.gateway("PATCH", api, { name: "their name" });
      await button(page, "Save").click();
      await heading(page, "their name").waitFor();
      await button(page, "Take what is stored").click();
      expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("their name");
    });

    test("shows the edit as code, before and after it", async () => {
      const { path } = await make(console, "stored");
      const page = await console.signedIn(path("settings"));
      await page.getByLabel("Name", { exact: true }).fill("renamed");
      await page.getByText("As code").click();
      await page.getByText('{ name: "renamed" }').waitFor();
      await page.getByRole("radio", { name: "As it is stored" }).check();
      await page.getByText('{ name: "stored" }').waitFor();
    });

    test("keeps what was typed when the server cannot be reached", async () => {
      const { path } = await make(console, "offline");
      const page = await console.signedIn(path("settings"));
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

  describe("an integration that Terraform manages", () => {
    test("says so, and asks twice before an edit", async () => {
      const { api, read, path } = await make(console, "managed");
      await applyWithTerraform(console, api, await bearerOf(console));
      const page = await console.signedIn(path("settings"));
      await page.getByText("Managed by Terraform 1.15.2 (github.com/acme/network), last applied").waitFor();
      await page.getByLabel("Name", { exact: true }).fill("by hand");
      await button(page, "Save").click();
      await dialog(page, "Terraform manages this").getByRole("button", { name: "Cancel" }).click();
      expect((await read()).name).toBe("managed");
      expect(await focused(page)).toBe("Save");
      await button(page, "Save").click();
      await button(page, "Change it here all the same").click();
      await heading(page, "by hand").waitFor();
    });

    test("asks twice before a token is made, and before it is deleted", async () => {
      const { api, path } = await make(console, "managed too");
      await applyWithTerraform(console, api, await bearerOf(console));
      const page = await console.signedIn(path("token"));
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
      const made = await make(console, "delete");
      const pushOne = await identityProvider(console, made);
      await pushOne();
      const page = await console.signedIn(made.path("people"));
      await button(page, "Delete").waitFor();
      await pushOne();
      await button(page, "Delete").click();
      const question = dialog(page, "Delete the integration?");
      await question.getByText("Its identities: 2").waitFor();
      await question.getByRole("button", { name: "Delete the integration only" }).waitFor();
      await question.getByRole("radio", { name: "Disable the identities" }).check();
      await expectAccessible(page);
      await question.getByRole("button", { name: "Delete it, disable 2 identities" }).click();
      await heading(page, "Integrations").waitFor();
      const people = (await console.admin.identities()).filter(({ name }) =>
        name.startsWith(made.id.slice(0, 8)),
      );
      expect(people.map(({ disabled }) => disabled)).toEqual([true, true]);
      await expect(made.read()).rejects.toThrow("404");
    });

    test("is refused in words when somebody changed the integration meanwhile", async () => {
      const { api, path } = await make(console, "changed");
      const page = await console.signedIn(path("connect"));
      await button(page, "Delete").waitFor();
      const isRead = page.waitForResponse((answer) => answer.url().endsWith(api));
      await button(page, "Delete").click();
      await isRead;
      await console.admin.gateway("PATCH", api, { name: "changed meanwhile" });
      await button(page, "Delete the integration").click();
      await dialog(page, "Delete the integration?")
        .getByText("Somebody changed the integration since you opened it.")
        .waitFor();
      await heading(page, "changed meanwhile").waitFor();
    });
  });

  test("an integration that does not exist is said to be missing", async () => {
    const page = await console.signedIn("/console/integrations/00000000-0000-4000-8000-000000000000/connect");
    await page.getByText("there is no integration with the id").waitFor();
  });

  test.each(LOOKS)("axe finds nothing, and nothing is too wide for the screen, %s", async (look, options) => {
    const { api, path } = await make(console, `${look} ${LONG}`.slice(0, 300));
    await applyWithTerraform(console, api, await bearerOf(console));
    const page = await console.signedIn(path("connect"), { ...options });
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

/** The access token of the API account. */
async function bearerOf({ server }: Console): Promise<string> {
  const answer = await fetch(`${server.url}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
