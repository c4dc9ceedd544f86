import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adoptionFiles } from "../../src/adopt/adoption-files";
import { SMALL_NETWORK } from "./support/small-network";

const GOLDENS = join(__dirname, "goldens");

/** Set UPDATE_ADOPTED=1 to write them anew; read each before you commit it. */
const isUpdate = process.env.UPDATE_ADOPTED === "1";

describe.each([
  ["hcl", { isHcl: true, byIdentity: false }],
  ["hcl-identity", { isHcl: true, byIdentity: true }],
  ["typescript", { isHcl: false, byIdentity: false }],
  ["typescript-identity", { isHcl: false, byIdentity: true }],
])("%s of a small network", (folder, form) => {
  it.each(adoptionFiles(SMALL_NETWORK, form).map(({ name, content }) => [name, content] as const))(
    "%s is as it was",
    (name, content) => {
      const golden = join(GOLDENS, folder, `${name}.golden`);
      if (isUpdate) {
        mkdirSync(join(GOLDENS, folder), { recursive: true });
        writeFileSync(golden, content);
      }
      expect(existsSync(golden)).toBe(true);
      expect(content).toBe(readFileSync(golden, "utf8"));
    },
  );
});
