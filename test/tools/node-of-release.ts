import { join } from "node:path";
import { terraformPlatform } from "../../src/cli/platform";
import { fetchNode, isSelfContained } from "../../tools/release/node-packages";

/** The Node that a release holds for this machine, or why there is none: its tests then say so and are skipped. */
export const nodeOfRelease: { readonly path: string } | { readonly missing: string } = (() => {
  const platform = terraformPlatform();
  if (!isSelfContained(platform)) return { missing: `there is no self-contained form for ${platform}` };
  try {
    return { path: join(fetchNode(platform), "bin", "node") };
  } catch (error) {
    return { missing: (error as Error).message };
  }
})();
