import { mkdtempSync, rmdirSync, unlinkSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address } from "./handshake";

/** A server that accepts connections. */
export interface Listening {
  readonly address: Address;
  /**
   * Removes the socket, so that no file stays behind if the process is killed. Open connections stay open.
   */
  forget(): void;
}

/**
 * Listens on a Unix socket in a directory that only this user can open. On Windows, terraform cannot use Unix
 * sockets, so the server listens on a free port of the loopback address.
 */
export function listen(server: Server, platform: NodeJS.Platform = process.platform): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    if (platform === "win32") {
      server.listen({ host: "127.0.0.1", port: 0 }, () => {
        const { port } = server.address() as AddressInfo;
        resolve({ address: { network: "tcp", address: `127.0.0.1:${port}` }, forget: () => {} });
      });
      return;
    }
    const directory = mkdtempSync(join(placeForSockets(), DIRECTORY));
    const path = join(directory, SOCKET);
    const forget = () => {
      process.off("exit", forget);
      // rmSync would load code for 2 ms, to remove one file and its directory.
      quietly(() => unlinkSync(path));
      quietly(() => rmdirSync(directory));
    };
    process.once("exit", forget);
    server.once("close", forget);
    server.listen(path, () => resolve({ address: { network: "unix", address: path }, forget }));
  });
}

/** Short because of {@link LONGEST_PLACE}. mkdtemp appends six characters. */
const DIRECTORY = "tf-";
const SOCKET = "s";
/**
 * The longest directory for sockets, in bytes. macOS allows a socket path of 103 bytes, Linux four more. Node
 * cuts off the rest of a longer path, and terraform would not find the socket.
 */
const LONGEST_PLACE = 103 - `/${DIRECTORY}`.length - 6 - `/${SOCKET}`.length;
/** POSIX requires this directory. */
const SHORT_PLACE = "/tmp";

function placeForSockets(): string {
  const usual = tmpdir();
  return Buffer.byteLength(usual) <= LONGEST_PLACE ? usual : SHORT_PLACE;
}

/** Removes something, unless it no longer exists. */
function quietly(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
