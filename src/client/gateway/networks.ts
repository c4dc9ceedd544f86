import { type Network, network, networkList } from "../../contract/gateway/network";
import { rejectOnAbort } from "../auth/reject-on-abort";
import { ApiError } from "../errors/api-error";
import { NetworkChoiceError } from "../errors/network-choice-error";
import type { CallOptions } from "../settings";
import type { GatewayCalls } from "./gateway";

export const NETWORKS_PATH = ["core", "v3", "networks"];

/** The networks of the account. */
export class Networks {
  #known: Promise<readonly Network[]> | null = null;
  readonly #shared = new Map<string, Promise<Network>>();

  constructor(
    private readonly gateway: GatewayCalls,
    private readonly choice: {
      readonly networkId?: string | undefined;
      readonly networkName?: string | undefined;
    },
  ) {}

  list(options: CallOptions = {}): Promise<Network[]> {
    const call = { ...options, method: "GET", path: NETWORKS_PATH, query: { sort: "name,asc" } } as const;
    return this.gateway.all(call, networkList, (answer) => answer._embedded?.networkList);
  }

  get(id: string, options: CallOptions = {}): Promise<Network> {
    return this.gateway.call({ ...options, method: "GET", path: [...NETWORKS_PATH, id] }, network);
  }

  /** As `get`, but asked once for all calls. */
  shared(id: string, options: CallOptions = {}): Promise<Network> {
    const known = this.#shared.get(id) ?? this.#askOnce(id);
    return rejectOnAbort(known, options.signal);
  }

  #askOnce(id: string): Promise<Network> {
    const asked = this.get(id);
    this.#shared.set(id, asked);
    // Forget a failure: the API may answer the next call.
    asked.catch(() => this.#shared.delete(id));
    return asked;
  }

  /**
   * Confirms that the API answers at the base URL. Under a wrong path everything is "not found". Throws
   * NotFoundError or ApiContractError when something else answers.
   */
  async confirmApi(options: CallOptions = {}): Promise<void> {
    try {
      await this.#visible(options);
    } catch (failure) {
      // The API's own answer, to an account that may not list networks.
      if (!isForbidden(failure)) throw failure;
    }
  }

  /** Whether the account sees that network. */
  async sees(id: string, options: CallOptions = {}): Promise<boolean> {
    return (await this.#visible(options)).some((one) => one.id === id);
  }

  /**
   * Confirms that the network of the settings exists. Without one in the settings, the account may see any
   * number of networks. Throws NetworkChoiceError when it does not exist.
   * @returns false when the account may not list networks, so that nothing is known of a network with an id.
   */
  async confirmChoice(options: CallOptions = {}): Promise<boolean> {
    const { networkId, networkName } = this.choice;
    const networks = await this.#visible(options).catch((failure: unknown) => {
      if (networkName === undefined && isForbidden(failure)) return null;
      throw failure;
    });
    if (networks === null) return false;
    if (networkName !== undefined) chosen(networks, networkName);
    if (networkId === undefined || networks.some(({ id }) => id === networkId)) return true;
    throw new NetworkChoiceError(
      `The API account sees no network with the id ${networkId}. ${sight(networks)} Check network_id ` +
        "(NF_NETWORK_ID).",
    );
  }

  /**
   * Id of the network the client works on: the configured one, or the only one of the account. Looked up
   * once. Throws NetworkChoiceError when no network or several networks fit.
   */
  async defaultId(options: CallOptions = {}): Promise<string> {
    if (this.choice.networkId !== undefined) return this.choice.networkId;
    return chosen(await this.#visible(options), this.choice.networkName);
  }

  /** Every network that the account sees. Fetched once. */
  #visible(options: CallOptions): Promise<readonly Network[]> {
    this.#known ??= this.#fetch();
    return rejectOnAbort(this.#known, options.signal);
  }

  async #fetch(): Promise<readonly Network[]> {
    try {
      return await this.list();
    } catch (failure) {
      // Forget the failure: the API may answer the next call.
      this.#known = null;
      throw failure;
    }
  }
}

function isForbidden(failure: unknown): boolean {
  return failure instanceof ApiError && failure.status === 403;
}

function chosen(networks: readonly Network[], name: string | undefined): string {
  const candidates = name === undefined ? networks : networks.filter((candidate) => candidate.name === name);
  const [only] = candidates;
  if (only && candidates.length === 1) return only.id;
  throw new NetworkChoiceError(problem(networks, candidates, name));
}

function problem(
  networks: readonly Network[],
  candidates: readonly Network[],
  name: string | undefined,
): string {
  if (networks.length === 0) return sight(networks);
  if (name === undefined) {
    const advice = "Set network_id (NF_NETWORK_ID) or network_name (NF_NETWORK_NAME) to choose one.";
    return `${sight(networks)} ${advice}`;
  }
  if (candidates.length === 0) {
    return `There is no network named "${name}". ${sight(networks)} Check network_name (NF_NETWORK_NAME).`;
  }
  const ids = candidates.map((candidate) => candidate.id).join(", ");
  return (
    `${candidates.length} networks are named "${name}": ${ids}. Set network_id (NF_NETWORK_ID) instead ` +
    "of network_name."
  );
}

/** Says which networks the account sees. */
function sight(networks: readonly Network[]): string {
  if (networks.length === 0)
    return "The API account sees no network. Give it access to one, or create one first.";
  const names = networks.map(({ name, id }) => `"${name}" (${id})`).join(", ");
  return `The API account sees ${networks.length} network${networks.length === 1 ? "" : "s"}: ${names}.`;
}
