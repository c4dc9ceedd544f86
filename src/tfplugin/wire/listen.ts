import { mkdtempSync, rmdirSync, unlinkSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address } from "./handshake";

/** A server that can be connected to. */
export interface Listening {
  readonly address: Address;
  /** Takes the socket away, so that nothing stays behind even if the process is killed. Connections stay open. */
  forget(): void;
}

/**
 * Opens a place only this user can connect to: a socket in a directory of its own, or on Windows, where terraform
 * knows no unix sockets, a free port on the loopback address.
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
      // Not with rmSync, which loads 2 ms of code for what is one file in one directory.
      quietly(() => unlinkSync(path));
      quietly(() => rmdirSync(directory));
    };
    process.once("exit", forget);
    server.once("close", forget);
    server.listen(path, () => resolve({ address: { network: "unix", address: path }, forget }));
  });
}

/** Short on purpose, see {@link LONGEST_PLACE}. The system appends six characters. */
const DIRECTORY = "tf-";
const SOCKET = "s";
/** In bytes, so that a socket has a path of 103, as macOS allows; Linux allows four more. Node would cut off the rest and listen where nobody looks. */
const LONGEST_PLACE = 103 - `/${DIRECTORY}`.length - 6 - `/${SOCKET}`.length;
/** Every system that has such sockets has this (POSIX). */
const SHORT_PLACE = "/tmp";

function placeForSockets(): string {
  const usual = tmpdir();
  return Buffer.byteLength(usual) <= LONGEST_PLACE ? usual : SHORT_PLACE;
}

/** What is gone already need not be removed. */
function quietly(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
