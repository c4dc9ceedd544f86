import { createServer, type Server, type TLSSocket } from "node:tls";
import type { Certificate } from "./certificate";

/** The two ends of the connection. */
export interface Parties {
  readonly own: Certificate;
  /** The certificate that the client must show, as DER. */
  readonly client: Uint8Array;
}

/**
 * Makes a TLS server. The handshake allows any client certificate. The server then compares its bytes with
 * the expected ones, which is stricter than a root store. The empty `ca` keeps node from loading its own
 * roots, which takes 20 ms.
 * @param accept receives the connection of a client with the right certificate. The server closes any other.
 */
export function createTlsServer(
  { own: { key, cert }, client }: Parties,
  accept: (socket: TLSSocket) => void,
): Server {
  const asked = { ca: [], requestCert: true, rejectUnauthorized: false };
  return createServer({ key, cert, ...asked, ALPNProtocols: ["h2"] }, (socket) => {
    if (socket.getPeerX509Certificate()?.raw.equals(client) === true) accept(socket);
    else socket.destroy();
  });
}
