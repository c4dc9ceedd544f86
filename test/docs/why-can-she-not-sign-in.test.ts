import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SIGN_IN_FAILURES } from "../../src/contract/gateway/jwt-check";

const GUIDE = join(resolve(__dirname, "../.."), "docs/guides/why-can-she-not-sign-in.md");

test("the guide explains every failure of the sign-in check, in the order of the steps", () => {
  const rows = [...readFileSync(GUIDE, "utf8").matchAll(/^\| `([A-Z_]+)` \| .+ \| .+ \|$/gm)];
  expect(rows.map(([, failure]) => failure)).toEqual([...SIGN_IN_FAILURES]);
});
