import { createServer, type Server, type TLSSocket } from "node:tls";
import type { Certificate } from "./certificate";

/** Who speaks, and the only one who is spoken to. */
export interface Parties {
  readonly own: Certificate;
  /** The certificate the client has to show, as DER. */
  readonly client: Uint8Array;
}

/**
 * A server that speaks TLS. Any client certificate passes the handshake and is then compared byte by byte, which is
 * stricter than a root store with that certificate in it. The empty `ca` keeps node from loading all of its own roots
 * (20 ms).
 * @param accept gets the connection of a client that has shown the certificate; every other is closed.
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
