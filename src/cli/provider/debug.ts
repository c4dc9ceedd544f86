import { netfoundry } from "../../provider/provider";
import { type ServedProvider, serveInProcess } from "../../tfplugin";

/**
 * `netfoundry-scim provider debug`: serves the provider inside this process, where a debugger can reach it,
 * and prints how terraform can use it. Ends at the first SIGINT or SIGTERM.
 */
export async function providerDebug(
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const served = await serveInProcess(netfoundry);
  write(instructions(served));
  await stopped;
  await served.close();
  process.exit(0);
}

function instructions(served: ServedProvider): string {
  return `# The provider runs in process ${process.pid}. In the shell that runs terraform (or tofu):
export TF_REATTACH_PROVIDERS='${served.reattach}'
# NF_* variables are read here, in this process. Ctrl-C ends it.
`;
}
