import { join } from "node:path";
import { terraformPlatform } from "../../src/cli/platform";
import { fetchNode, isSelfContained } from "../../tools/release/node-packages";

/** The Node of a release for this machine, or the reason why there is none. Its tests are then skipped. */
export const nodeOfRelease: { readonly path: string } | { readonly missing: string } = (() => {
  const platform = terraformPlatform();
  if (!isSelfContained(platform)) return { missing: `there is no self-contained form for ${platform}` };
  try {
    return { path: join(fetchNode(platform), "bin", "node") };
  } catch (error) {
    return { missing: (error as Error).message };
  }
})();
