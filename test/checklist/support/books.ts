import { type ServedProvider, serveInProcess } from "../../../src/tfplugin";
import { shelf } from "../../tfplugin/support/shelf";
import { Workspace } from "../../tfplugin/support/workspace";

/**
 * A folder for the real terraform with the framework's own sample provider. It is for lines of the checklist
 * that none of our resources can show. It is removed after the test.
 */
export async function withBooks(use: (books: Workspace) => Promise<void>): Promise<void> {
  const served: ServedProvider = await serveInProcess(shelf);
  const books = new Workspace({ TF_REATTACH_PROVIDERS: served.reattach });
  try {
    await use(books);
  } finally {
    await served.close();
    books.remove();
  }
}
