/** The path of the edge management API when the controller's URL has none. */
export const EDGE_PATH = "/edge/management/v1";

/** The base of the edge management API of a controller. */
export function edgeBase(controllerUrl: string): string {
  const url = new URL(controllerUrl);
  return url.pathname === "/" ? `${url.origin}${EDGE_PATH}` : controllerUrl;
}

/** The address of a controller, the same text for two URLs of one address. It holds no credentials. */
export function controllerAddress(controllerUrl: string): string {
  const { origin, pathname } = new URL(controllerUrl);
  const path = pathname.replace(/\/+$/, "");
  return path === EDGE_PATH ? origin : origin + path;
}
