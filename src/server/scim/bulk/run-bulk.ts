import { jsonResponse } from "../answers/resource-response";
import type { Refusal, ScimRequest, ScimResponse } from "../message";
import { ScimError } from "../scim-error";
import { referencesOf, withIds } from "./bulk-references";
import { type BulkOperation, isUnreadable, readBulk, type UnreadableOperation } from "./bulk-request";

const RESPONSE_URN = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/** Answers one SCIM request. A refusal is an answer too. */
type Run = (request: ScimRequest) => Promise<ScimResponse>;

/**
 * `POST /Bulk` (RFC 7644 section 3.7). Each operation succeeds or fails on its own. An operation that refers
 * to a resource of another operation runs after that operation, whatever their order. Resources that refer to
 * each other are created without these references, and completed afterwards.
 *
 * @throws ScimError 400 invalidSyntax, 413 for too many operations
 */
export async function runBulk(request: ScimRequest, run: Run): Promise<ScimResponse> {
  const { operations, failOnErrors } = readBulk(request.body);
  request.charge?.(operations.length - 1);
  const job = new BulkJob(request, run, operations, failOnErrors);
  const response = jsonResponse(200, { schemas: [RESPONSE_URN], Operations: await job.results() });
  return { ...response, refusals: job.refusals() };
}

interface Step {
  readonly index: number;
  readonly operation: BulkOperation;
  readonly references: ReadonlySet<string>;
}

class BulkJob {
  private readonly done = new Map<number, ScimResponse>();
  private readonly ids = new Map<string, string>();
  /** Operations whose resources were created without some of their references. */
  private readonly incomplete: Step[] = [];
  private pending: Step[];
  /** The bulkIds that an operation has created or can still create. */
  private readonly expectedBulkIds: Set<string>;
  private errors = 0;

  constructor(
    private readonly request: ScimRequest,
    private readonly run: Run,
    private readonly operations: readonly (BulkOperation | UnreadableOperation)[],
    private readonly failOnErrors: number,
  ) {
    this.pending = operations.flatMap((operation, index) =>
      isUnreadable(operation) ? [] : [{ index, operation, references: referencesOf(operation) }],
    );
    this.expectedBulkIds = new Set(this.pending.flatMap(({ operation }) => createdBulkId(operation) ?? []));
  }

  async results(): Promise<unknown[]> {
    for (const [index, operation] of this.operations.entries()) {
      if (isUnreadable(operation) && !this.isStopped) this.finish(index, refusalOf(operation.error));
    }
    while (this.pending.length > 0 && !this.isStopped) {
      if (!(await this.runReady())) await this.breakCircle();
    }
    for (const step of this.incomplete) await this.complete(step);
    return [...this.done]
      .sort(([left], [right]) => left - right)
      .map(([index, response]) => this.resultOf(index, response));
  }

  /** The refused operations, in order. For one that cannot be read, the bulk request itself is refused. */
  refusals(): Refusal[] {
    return [...this.done].flatMap(([index, { status }]) => {
      const operation = this.operations[index];
      if (operation === undefined || status < 400) return [];
      if (isUnreadable(operation)) return [{ method: "POST", path: this.request.path, status }];
      return [{ method: operation.method, path: withIds(operation, this.ids).path, status }];
    });
  }

  private get isStopped(): boolean {
    return this.errors >= this.failOnErrors;
  }

  /** Runs every operation whose references have ids. False when there was none. */
  private async runReady(): Promise<boolean> {
    const before = this.pending;
    const waiting: Step[] = [];
    for (const step of before) {
      if (this.isStopped) break;
      const open = [...step.references].filter((bulkId) => !this.ids.has(bulkId));
      const broken = open.find((bulkId) => !this.expectedBulkIds.has(bulkId));
      if (broken !== undefined) this.record(step, brokenReference(broken));
      else if (open.length > 0) waiting.push(step);
      else await this.execute(step);
    }
    this.pending = waiting;
    return waiting.length < before.length;
  }

  /** Creates one of the resources that refer to each other, without some of its references. */
  private async breakCircle(): Promise<void> {
    const step = this.pending.find(({ operation }) => createdBulkId(operation) !== null);
    if (step === undefined) return;
    this.pending = this.pending.filter((other) => other !== step);
    await this.execute(step);
    if (createdIdOf(this.done.get(step.index)) !== null) this.incomplete.push(step);
  }

  private async execute(step: Step): Promise<void> {
    const { method, path, data, version } = withIds(step.operation, this.ids);
    this.record(step, await this.send(method, path, data, version));
  }

  private record(step: Step, response: ScimResponse): void {
    const bulkId = createdBulkId(step.operation);
    if (bulkId !== null) {
      const id = createdIdOf(response);
      if (id === null) this.expectedBulkIds.delete(bulkId);
      else this.ids.set(bulkId, id);
    }
    this.finish(step.index, response);
  }

  /**
   * Writes a resource of a circle again, with all its references. Deletes it when the server refuses that.
   */
  private async complete({ index, operation, references }: Step): Promise<void> {
    const created = this.done.get(index);
    const id = createdIdOf(created);
    if (created === undefined || id === null) return;
    const path = `${operation.path}/${id}`;
    const broken = [...references].find((bulkId) => !this.ids.has(bulkId));
    const written =
      broken === undefined
        ? await this.send("PUT", path, withIds(operation, this.ids).data, null)
        : brokenReference(broken);
    if (written.status < 400) {
      const headers = { ...created.headers, etag: written.headers.etag ?? "" };
      this.done.set(index, { ...created, headers });
      return;
    }
    await this.send("DELETE", path, undefined, null);
    const reason = (written.body as { detail?: string }).detail ?? "";
    this.finish(
      index,
      refusalOf(new ScimError(409, null, `the references of its circle cannot be added: ${reason}`)),
    );
  }

  private send(
    method: ScimRequest["method"],
    path: string,
    body: unknown,
    version: string | null,
  ): Promise<ScimResponse> {
    const headers = version === null ? {} : { "if-match": version };
    return this.run({ ...this.request, method, path, query: {}, headers, body });
  }

  private finish(index: number, response: ScimResponse): void {
    if (response.status >= 400) this.errors += 1;
    this.done.set(index, response);
  }

  private resultOf(index: number, { status, headers, body }: ScimResponse): unknown {
    const operation = this.operations[index];
    if (operation === undefined) return { status: String(status), response: body };
    const { method, bulkId } = operation;
    const location =
      headers.location ??
      (isUnreadable(operation) || method === "POST" ? undefined : this.locationOf(operation));
    return {
      ...(method !== null && { method }),
      ...(bulkId !== null && { bulkId }),
      ...(location !== undefined && { location }),
      ...(headers.etag !== undefined && { version: headers.etag }),
      status: String(status),
      ...(status >= 400 && { response: body }),
    };
  }

  private locationOf(operation: BulkOperation): string {
    return `${this.request.baseUrl}${withIds(operation, this.ids).path}`;
  }
}

/** The bulkId of the resource that an operation creates. */
function createdBulkId({ method, bulkId }: BulkOperation): string | null {
  return method === "POST" ? bulkId : null;
}

function createdIdOf(response: ScimResponse | undefined): string | null {
  return response?.status === 201 ? (response.headers.location?.split("/").at(-1) ?? null) : null;
}

function refusalOf(error: ScimError): ScimResponse {
  return jsonResponse(error.status, error.toBody());
}

function brokenReference(bulkId: string): ScimResponse {
  return refusalOf(
    new ScimError(
      409,
      null,
      `bulkId:${bulkId} refers to nothing: no operation of this request creates it, or that operation failed`,
    ),
  );
}
