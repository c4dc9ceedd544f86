import type { Page } from "playwright-core";
import { ConsoleIntegration } from "../support/console-integration";
import {
  describeConsole,
  endSession,
  expectAccessible,
  expectNoSidewaysScroll,
  signIn,
} from "../support/console-page";

jest.setTimeout(120_000);

const HOUR = 3600;
const PHONE = { viewport: { width: 360, height: 740 } };

const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });
const tokens = (page: Page) => page.getByRole("list", { name: "Auth tokens, newest first" });
const secretOf = async (page: Page) =>
  (await dialog(page, "The new auth token").getByRole("code").textContent()) ?? "";
const focused = (page: Page) => page.evaluate("document.activeElement.textContent");

describeConsole(
  "the tokens of an integration",
  (console) => {
    test("an integration without a token says so, and a generated token opens it", async () => {
      const made = await ConsoleIntegration.make(console, "first token");
      const page = await console.signedIn(made.path("token"));
      await page.getByText("No auth token yet.").waitFor();
      await page.getByRole("button", { name: "Generate a token" }).click();
      const form = dialog(page, "Generate the auth token");
      await form.getByLabel("Description").fill("for Okta");
      await form.getByLabel("Lifetime").selectOption("90 days");
      expect(await form.getByLabel("How long the present token").count()).toBe(0);
      await form.getByRole("button", { name: "Generate" }).click();
      expect(await made.statusWith(await secretOf(page))).toBe(200);
      await dialog(page, "The new auth token").getByRole("button", { name: "Close" }).click();
      await tokens(page).getByRole("strong").getByText("for Okta").waitFor();
      await page.getByRole("button", { name: "Rotate the token" }).waitFor();
    });

    test("a token is gone from the page and its memory when its dialog closes", async () => {
      const made = await ConsoleIntegration.make(console, "shown once");
      const page = await console.signedIn(made.path("token"));
      await page.getByRole("button", { name: "Generate a token" }).click();
      await dialog(page, "Generate the auth token").getByRole("button", { name: "Generate" }).click();
      const secret = await secretOf(page);
      expect(await heapHolds(page, secret)).toBe(true);
      await dialog(page, "The new auth token").getByRole("button", { name: "Close" }).click();
      await tokens(page).waitFor();
      const kept = await page.evaluate<string>(
        "location.href + document.documentElement.outerHTML + " +
          "JSON.stringify([{ ...sessionStorage }, { ...localStorage }])",
      );
      expect(kept).not.toContain(secret);
      expect(await heapHolds(page, secret)).toBe(false);
    });

    test("Back takes a token that is shown away", async () => {
      const made = await ConsoleIntegration.make(console, "back");
      const page = await console.signedIn(made.path("connect"));
      await page.getByRole("tab", { name: "Token" }).click();
      await page.getByRole("button", { name: "Generate a token" }).click();
      await dialog(page, "Generate the auth token").getByRole("button", { name: "Generate" }).click();
      const secret = await secretOf(page);
      await page.goBack();
      await page.getByText("SCIM connector base URL").first().waitFor();
      expect(await page.content()).not.toContain(secret);
      await page.goForward();
      await tokens(page).waitFor();
      expect(new URL(page.url()).pathname).toBe(made.path("token"));
      expect(await page.content()).not.toContain(secret);
    });

    test("a token that was shown once can be copied", async () => {
      const made = await ConsoleIntegration.make(console, "copied");
      const page = await console.signedIn(made.path("token"), {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      await page.getByRole("button", { name: "Generate a token" }).click();
      await dialog(page, "Generate the auth token").getByRole("button", { name: "Generate" }).click();
      const secret = await secretOf(page);
      await dialog(page, "The new auth token").getByRole("button", { name: "Copy auth token" }).click();
      await page.getByRole("status").getByText("Copied: auth token").waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(secret);
    });

    test("a rotation with an overlap says when the former token stops; both work until then", async () => {
      const made = await ConsoleIntegration.make(console, "overlap");
      const former = await made.mint({ description: "former" });
      const page = await console.signedIn(made.path("token"));
      await page.getByRole("button", { name: "Rotate the token" }).click();
      const form = dialog(page, "Rotate the auth token");
      await form.getByText("Pushes are refused until the identity provider has the new token.").waitFor();
      await form.getByLabel("How long the present token stays valid").selectOption("1 hour");
      await form.getByText("stays valid until").waitFor();
      await form.getByRole("button", { name: "Rotate" }).click();
      const secret = await secretOf(page);
      await dialog(page, "The new auth token").getByText("stays valid until").waitFor();
      await page.keyboard.press("Escape");
      await tokens(page).getByText("Overlapping").waitFor();
      expect(await focused(page)).toBe("Rotate the token");
      expect([await made.statusWith(secret), await made.statusWith(former.token)]).toEqual([200, 200]);
    });

    test("a rotation without an overlap says that the former token has stopped", async () => {
      const made = await ConsoleIntegration.make(console, "at once");
      const former = await made.mint({});
      const page = await console.signedIn(made.path("token"));
      await page.getByRole("button", { name: "Rotate the token" }).click();
      await dialog(page, "Rotate the auth token").getByRole("button", { name: "Rotate" }).click();
      await dialog(page, "The new auth token").getByText("has stopped").waitFor();
      expect(await made.statusWith(former.token)).toBe(401);
    });

    test("a revocation says what still works, and ends the token", async () => {
      const made = await ConsoleIntegration.make(console, "revoke");
      const { token } = await made.mint({ description: "leaked" });
      const page = await console.signedIn(made.path("token"));
      await tokens(page).getByRole("button", { name: "Revoke the token “leaked”" }).click();
      const question = dialog(page, "Revoke the auth token?");
      await question.getByText("No other token works").waitFor();
      await question.getByRole("button", { name: "Revoke" }).click();
      await tokens(page).getByText("Somebody revoked it.").waitFor();
      expect(await made.statusWith(token)).toBe(401);
      await page.getByRole("button", { name: "Generate a token" }).waitFor();
    });

    test("a mint whose answer was lost gives the same token when it is repeated", async () => {
      const made = await ConsoleIntegration.make(console, "lost answer");
      const page = await console.signedIn(made.path("token"));
      await page.getByRole("button", { name: "Generate a token" }).click();
      const form = dialog(page, "Generate the auth token");
      await form.getByLabel("Description").fill("typed");
      await page.route("**/tokens", async (route) => {
        await route.fetch();
        await route.abort();
      });
      await form.getByRole("button", { name: "Generate" }).click();
      await form.getByRole("alert").waitFor();
      expect(await form.getByLabel("Description").inputValue()).toBe("typed");
      await page.unrouteAll();
      await form.getByRole("button", { name: "Generate" }).click();
      expect(await made.statusWith(await secretOf(page))).toBe(200);
      const list = await console.admin.gateway<{ tokens: object[] }>("GET", `${made.api}/tokens`);
      expect(list.tokens).toHaveLength(1);
    });

    test("a session that ends over the form loses no work: the token comes after the sign-in", async () => {
      const made = await ConsoleIntegration.make(console, "session");
      const page = await console.signedIn(made.path("token"));
      await page.getByRole("button", { name: "Generate a token" }).click();
      const form = dialog(page, "Generate the auth token");
      await form.getByLabel("Description").fill("typed before");
      await endSession(page);
      await form.getByRole("button", { name: "Generate" }).click();
      await dialog(page, "Your session has ended").waitFor();
      await signIn(page);
      expect(await made.statusWith(await secretOf(page))).toBe(200);
      await dialog(page, "The new auth token").getByRole("button", { name: "Close" }).click();
      await tokens(page).getByRole("strong").getByText("typed before").waitFor();
    });

    const looks = [
      ["light", { colorScheme: "light" }],
      ["dark", { colorScheme: "dark" }],
      ["on a phone", PHONE],
    ] as const;
    test.each(looks)("axe finds nothing in the timeline and the dialogs, %s", async (look, options) => {
      const made = await ConsoleIntegration.make(console, `axe ${look}`);
      await made.mint({ description: "x".repeat(200), tag: "slot" });
      await made.mint({ overlapSeconds: HOUR });
      const page = await console.signedIn(made.path("token"), { ...options });
      await tokens(page).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.getByRole("button", { name: "Revoke" }).first().click();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Rotate the token" }).click();
      await expectAccessible(page);
      await dialog(page, "Rotate the auth token").getByRole("button", { name: "Rotate" }).click();
      await dialog(page, "The new auth token").waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  },
  ["--max-token-overlap", String(24 * HOUR)],
);

/** Whether the memory of the page's scripts holds a text, after everything unused is gone. */
async function heapHolds(page: Page, text: string): Promise<boolean> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await devtools.detach();
  return chunks.join("").includes(text);
}
