import { policyBody, signerBody } from "../server/support/network";
import { describeConsole, expectAccessible } from "../support/console-page";

jest.setTimeout(120_000);

const PHONE = { viewport: { width: 360, height: 740 } };
const LISTS = [{ path: "/console/auth-policies" }, { path: "/console/jwt-signers" }] as const;
describeConsole("the lists of auth policies and JWT signers", (console) => {
  test("without a JWT signer, the list says how one comes", async () => {
    const page = await console.signedIn("/console/jwt-signers");
    await page.getByText("No JWT signers yet.").waitFor();
    await expectAccessible(page);
  });

  describe("with three of each", () => {
    beforeAll(async () => {
      for (const name of ["Alpha", "beta", "Gamma"]) {
        await console.admin.edge("POST", "/auth-policies", policyBody(name));
        await console.admin.edge("POST", "/external-jwt-signers", signerBody(name));
      }
    });

    test.each(LISTS)(
      "$path finds a part of a name in any case, and says when nothing matches",
      async (list) => {
        const page = await console.signedIn(list.path);
        await page.getByRole("searchbox").fill("ALPH");
        await page.getByText("1–1 of 1").waitFor();
        await page.getByRole("rowheader", { name: "Alpha" }).waitFor();
        await page.getByRole("searchbox").fill("nobody");
        await page.getByText("Nothing matches “nobody”.").waitFor();
      },
    );

    test.each(LISTS)("$path sorts by name, the other way too", async ({ path }) => {
      const page = await console.signedIn(`${path}?search=a`);
      const header = page.getByRole("columnheader", { name: "Name" });
      await page.locator("table:not([aria-busy=true])").waitFor();
      const ascending = await page.getByRole("rowheader").allTextContents();
      await header.getByRole("button").click();
      await page.locator('[aria-sort="descending"]').waitFor();
      await page
        .getByRole("rowheader")
        .first()
        .getByText(ascending.at(-1) ?? "")
        .waitFor();
      await page.locator("table:not([aria-busy=true])").waitFor();
      expect(await page.getByRole("rowheader").allTextContents()).toEqual(ascending.toReversed());
    });

    const looks = [
      ["light", { colorScheme: "light" }],
      ["dark", { colorScheme: "dark" }],
      ["on a phone", PHONE],
    ] as const;
    test.each(looks.flatMap(([look, options]) => LISTS.map(({ path }) => [path, look, options] as const)))(
      "axe finds nothing at %s, %s",
      async (path, _look, options) => {
        const page = await console.signedIn(path, options);
        await page.getByRole("rowheader", { name: "Gamma" }).waitFor();
        await expectAccessible(page);
      },
    );
  });
});
