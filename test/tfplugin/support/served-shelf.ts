import { type ServedProvider, serveInProcess } from "../../../src/tfplugin";
import { shelf } from "./shelf";
import { Workspace } from "./workspace";

/** A workspace whose terraform uses the shelf that this process serves. */
export class ServedShelf extends Workspace {
  private constructor(private readonly served: ServedProvider) {
    super({ TF_REATTACH_PROVIDERS: served.reattach });
  }

  static async open(): Promise<ServedShelf> {
    return new ServedShelf(await serveInProcess(shelf));
  }

  async close(): Promise<void> {
    await this.served.close();
    this.remove();
  }
}

/** The last line of a plan without changes. */
export const NOTHING_TO_DO = { code: 0, output: expect.stringContaining("No changes.") };

/** A book with values of every kind. */
export const FULL = `
  resource "shelf_book" "a" {
    title     = "One"
    tags      = ["b", "a"]
    authors   = ["x", "y"]
    notes     = { k = "v", "odd key" = "w" }
    pages     = 9007199254740993
    price     = 0.1
    abstract  = "About"
    publisher = { city = "Delft" }
    chapters  = [{ heading = "c1" }, { heading = "c2", length = 5 }]
    pin       = "1234"
    copies    = [{ place = "cellar" }, { place = "attic" }]
    dimensions = { height = 0.2, unit = null }
    timeouts  = { create = "1h30m" }
  }
`;
