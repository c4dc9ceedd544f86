import { PASSWORD, USERNAME, ZitiController } from "../../test/support/fake-api/ziti-controller";

/**
 * The stand-in of a controller in a process of its own, so that it does not slow the load that is measured.
 */
async function main(): Promise<void> {
  const controller = new ZitiController();
  controller.line = "1.6";
  controller.addDefaultAdmin();
  await controller.start();
  process.send?.({ url: controller.url, username: USERNAME, password: PASSWORD });
  process.once("disconnect", () => process.exit());
}

void main();
