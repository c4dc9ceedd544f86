import type { Server } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Certificate } from "./certificate";

/** Who speaks, and the only one who is spoken to. */
export interface Parties {
  readonly own: Certificate;
  /** The certificate the client has to show, as DER. */
  readonly client: Uint8Array;
}

/**
 * A server that speaks TLS. Any client certificate passes the handshake and is then compared byte by byte. That is stricter
 * than a root store with that certificate in it, and the empty `ca` keeps node from loading all of its own roots, which
 * takes 20 ms.
 * @param accept gets the connection of a client that has shown the certificate; every other is closed.
 */
export function createTlsServer(
  { own: { key, cert }, client }: Parties,
  accept: (socket: TLSSocket) => void,
): Server {
  const asked = { ca: [], requestCert: true, rejectUnauthorized: false };
  // Sessions are never resumed, so they need no name, for which node would hash the command line.
  const session = { sessionIdContext: "plugin" };
  return loadTls().createServer({ key, cert, ...asked, ...session, ALPNProtocols: ["h2"] }, (socket) => {
    if (socket.getPeerX509Certificate()?.raw.equals(client) === true) accept(socket);
    else socket.destroy();
  });
}

/** A plain require: terraform waits for the handshake line, which needs no TLS yet. */
function loadTls(): typeof import("node:tls") {
  return require("node:tls");
}
