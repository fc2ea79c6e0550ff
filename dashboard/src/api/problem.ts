/** An RFC 9457 problem document of the server, or what stands in for one when the server could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** Sentences by JSON path, `$.contact.phone`. */
  readonly errors: Readonly<Record<string, string[]>>;
  readonly remedy?: string;
  readonly traceId?: string;
  /** Appointments that are still free where the one asked for is gone. */
  readonly free?: readonly { from: string; until: string }[];

  constructor(status: number, body: Partial<ProblemBody> = {}) {
    super(body.title ?? body.detail ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? body.type?.replace(/^.*\//, "") ?? (status === 0 ? "offline" : "unknown");
    this.detail = body.detail;
    this.errors = body.errors ?? {};
    this.remedy = body.remedy;
    this.traceId = body.traceId;
    this.free = body.free;
  }

  /** The network failed, or the server is too busy to have done anything: the same request may be sent again. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

interface ProblemBody {
  type: string;
  title: string;
  detail: string;
  code: string;
  errors: Record<string, string[]>;
  remedy: string;
  traceId: string;
  free: { from: string; until: string }[];
}

/** Reads whatever an unsuccessful response carries; a body that is no problem document is not trusted. */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get("content-type") ?? "";
  if (!/json/.test(type)) return new Problem(response.status);
  try {
    return new Problem(response.status, (await response.json()) as Partial<ProblemBody>);
  } catch {
    return new Problem(response.status);
  }
}

/**
 * Sorts a problem's sentences by form field: `$.contact.phone` belongs to the field `contact.phone`.
 * What belongs to no field that the form has is returned in `rest`, so that no sentence is lost.
 */
export function byField(problem: Problem, fields: readonly string[]): { fields: Record<string, string>; rest: string[] } {
  const sorted: Record<string, string> = {};
  const rest: string[] = [];
  for (const [path, sentences] of Object.entries(problem.errors)) {
    const plain = path.replace(/^\$\.?/, "").replace(/\[(?:'([^']*)'|"([^"]*)"|(\d+))\]/g, ".$1$2$3").replace(/^\./, "");
    const field = fields.find((candidate) => plain === candidate || plain.startsWith(`${candidate}.`));
    if (field === undefined) rest.push(...sentences);
    else sorted[field] = [sorted[field], ...sentences].filter(Boolean).join(" ");
  }
  return { fields: sorted, rest };
}
