import type { Refusal, ScimRequest, ScimResponse } from "../message";
import { jsonResponse } from "../resource-response";
import { ScimError } from "../scim-error";
import { referencesOf, withIds } from "./bulk-references";
import { type BulkOperation, readBulk } from "./bulk-request";

const RESPONSE_URN = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/** Answers one request of the protocol. A refusal is an answer too. */
type Run = (request: ScimRequest) => Promise<ScimResponse>;

/**
 * `POST /Bulk` (RFC 7644 section 3.7). Each operation succeeds or fails by itself. An operation that refers
 * to what another one creates waits for it, wherever it stands. Resources that refer to each other are
 * created without these references first and completed afterwards.
 *
 * @throws ScimError 400 invalidSyntax, 413 for too many operations
 */
export async function runBulk(request: ScimRequest, run: Run): Promise<ScimResponse> {
  const { operations, failOnErrors } = readBulk(request.body);
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
  private readonly waitedFor: Set<string>;
  private errors = 0;

  constructor(
    private readonly request: ScimRequest,
    private readonly run: Run,
    private readonly operations: readonly (BulkOperation | ScimError)[],
    private readonly failOnErrors: number,
  ) {
    this.pending = operations.flatMap((operation, index) =>
      operation instanceof ScimError ? [] : [{ index, operation, references: referencesOf(operation) }],
    );
    this.waitedFor = new Set(this.pending.flatMap(({ operation }) => bulkIdMadeBy(operation) ?? []));
  }

  async results(): Promise<unknown[]> {
    for (const [index, operation] of this.operations.entries()) {
      if (operation instanceof ScimError && !this.isStopped) this.finish(index, refusalOf(operation));
    }
    while (this.pending.length > 0 && !this.isStopped) {
      if (!(await this.pass())) await this.breakCircle();
    }
    for (const step of this.incomplete) await this.complete(step);
    return [...this.done]
      .sort(([left], [right]) => left - right)
      .map(([index, response]) => this.resultOf(index, response));
  }

  /** What was refused, in order. An operation that cannot be read is a refusal of the bulk request itself. */
  refusals(): Refusal[] {
    return [...this.done].flatMap(([index, { status }]) => {
      const operation = this.operations[index];
      if (operation === undefined || status < 400) return [];
      if (operation instanceof ScimError) return [{ method: "POST", path: this.request.path, status }];
      return [{ method: operation.method, path: withIds(operation, this.ids).path, status }];
    });
  }

  private get isStopped(): boolean {
    return this.errors >= this.failOnErrors;
  }

  /** Runs every operation whose references are known. False when there was none. */
  private async pass(): Promise<boolean> {
    const before = this.pending;
    const waiting: Step[] = [];
    for (const step of before) {
      if (this.isStopped) break;
      const open = [...step.references].filter((bulkId) => !this.ids.has(bulkId));
      const lost = open.find((bulkId) => !this.waitedFor.has(bulkId));
      if (lost !== undefined) this.settle(step, lostReference(lost));
      else if (open.length > 0) waiting.push(step);
      else await this.execute(step);
    }
    this.pending = waiting;
    return waiting.length < before.length;
  }

  private async breakCircle(): Promise<void> {
    const step = this.pending.find(({ operation }) => bulkIdMadeBy(operation) !== null);
    if (step === undefined) return;
    this.pending = this.pending.filter((other) => other !== step);
    await this.execute(step);
    if (createdIdOf(this.done.get(step.index)) !== null) this.incomplete.push(step);
  }

  private async execute(step: Step): Promise<void> {
    const { method, path, data, version } = withIds(step.operation, this.ids);
    this.settle(step, await this.send(method, path, data, version));
  }

  private settle(step: Step, response: ScimResponse): void {
    const bulkId = bulkIdMadeBy(step.operation);
    if (bulkId !== null) {
      const id = createdIdOf(response);
      if (id === null) this.waitedFor.delete(bulkId);
      else this.ids.set(bulkId, id);
    }
    this.finish(step.index, response);
  }

  /** Writes a resource of a circle again, with all its references. Deletes it when that is refused. */
  private async complete({ index, operation, references }: Step): Promise<void> {
    const made = this.done.get(index);
    const id = createdIdOf(made);
    if (made === undefined || id === null) return;
    const path = `${operation.path}/${id}`;
    const lost = [...references].find((bulkId) => !this.ids.has(bulkId));
    const written =
      lost === undefined
        ? await this.send("PUT", path, withIds(operation, this.ids).data, null)
        : lostReference(lost);
    if (written.status < 400) {
      this.done.set(index, { ...made, headers: { ...made.headers, etag: written.headers.etag ?? "" } });
      return;
    }
    await this.send("DELETE", path, undefined, null);
    const reason = (written.body as { detail?: string }).detail ?? "";
    this.finish(
      index,
      refusalOf(new ScimError(409, null, `its circle of references cannot be closed: ${reason}`)),
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
    if (operation === undefined || operation instanceof ScimError)
      return { status: String(status), response: body };
    const { method, bulkId } = operation;
    const location = headers.location ?? (method === "POST" ? undefined : this.locationOf(operation));
    return {
      method,
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

/** The bulkId of what an operation makes. */
function bulkIdMadeBy({ method, bulkId }: BulkOperation): string | null {
  return method === "POST" ? bulkId : null;
}

function createdIdOf(response: ScimResponse | undefined): string | null {
  return response?.status === 201 ? (response.headers.location?.split("/").at(-1) ?? null) : null;
}

function refusalOf(error: ScimError): ScimResponse {
  return jsonResponse(error.status, error.toBody());
}

function lostReference(bulkId: string): ScimResponse {
  return refusalOf(
    new ScimError(
      409,
      null,
      `bulkId:${bulkId} refers to nothing: no operation of this request makes it, or the one that does was refused`,
    ),
  );
}
