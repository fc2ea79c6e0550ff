import type { Language, Page } from "./types";
import { Problem, problemOf } from "./problem";

/** Rows to ask for at once when all are wanted: as many as a page may have. */
const largestPage = 200;

/** How often a request that may be sent again is sent again, and after how many milliseconds. */
const retryDelaysMs = [400, 1_500];

export interface ClientOptions {
  language: () => Language;
  /** A bearer token that stands for the caller in place of the browser's cookie. */
  token?: string;
  /** Called when the server no longer knows who is asking. */
  onSignedOut?: () => void;
  fetch?: typeof fetch;
  wait?: (ms: number) => Promise<void>;
  newKey?: () => string;
}

export interface Answer<Body> {
  body: Body;
  /** The row version for `If-Match`, quotes included. */
  etag?: string;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

interface Request {
  body?: unknown;
  ifMatch?: string;
  signal?: AbortSignal;
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/**
 * Speaks the server's API with the browser's cookie, or with a token. Whatever changes something carries `X-Dispatch: 1`; each POST
 * carries an `Idempotency-Key` of its own, and keeps it when it is sent again after the network failed.
 */
export class Client {
  private readonly options: Required<Omit<ClientOptions, "onSignedOut" | "token">> & Pick<ClientOptions, "onSignedOut" | "token">;

  constructor(options: ClientOptions) {
    this.options = {
      fetch: (input, init) => globalThis.fetch(input, init),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      newKey: () => crypto.randomUUID(),
      ...options,
    };
  }

  async get<Body>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Body> {
    return (await this.send<Body>("GET", withQuery(path, query), { signal })).body;
  }

  /** Every row of a list, page after page. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.get<Page<Item>>(path, { limit: largestPage, cursor });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  }

  getTagged<Body>(path: string, signal?: AbortSignal): Promise<Answer<Body>> {
    return this.send<Body>("GET", path, { signal });
  }

  async post<Body = void>(path: string, body?: unknown, ifMatch?: string): Promise<Body> {
    return (await this.send<Body>("POST", path, { body, ifMatch })).body;
  }

  async put<Body = void>(path: string, body: unknown, ifMatch?: string): Promise<Body> {
    return (await this.send<Body>("PUT", path, { body, ifMatch })).body;
  }

  async patch<Body = void>(path: string, body: unknown): Promise<Body> {
    return (await this.send<Body>("PATCH", path, { body })).body;
  }

  async delete(path: string): Promise<void> {
    await this.send<void>("DELETE", path, {});
  }

  /** A picture of at most so many bytes; undefined when the file is something else, which is then not read. */
  async picture(path: string, atMost: number): Promise<Blob | undefined> {
    const response = await this.fetched(path);
    if (response.headers.get("content-type")?.startsWith("image/") && Number(response.headers.get("content-length") ?? 0) <= atMost) return response.blob();
    await response.body?.cancel();
    return undefined;
  }

  /** The bytes of a file under the name that it was sent by. */
  async file(path: string): Promise<{ bytes: Blob; name?: string }> {
    const response = await this.fetched(path);
    const encoded = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get("content-disposition") ?? "")?.[1];
    return { bytes: await response.blob(), name: encoded && decodeURIComponent(encoded) };
  }

  private async fetched(path: string): Promise<Response> {
    const response = await this.options.fetch(path, this.init("GET", {})).catch(() => undefined);
    if (!response?.ok) throw response ? await problemOf(response) : new Problem(0);
    return response;
  }

  private async send<Body>(method: Method, path: string, request: Request): Promise<Answer<Body>> {
    const init = this.init(method, request);
    for (let attempt = 0; ; attempt++) {
      const problem = await this.attempt<Body>(path, init);
      if (!(problem instanceof Problem)) return problem;
      const delay = retryDelaysMs[attempt];
      const repeatable = method === "GET" || method === "POST";
      if (!problem.passing || !repeatable || delay === undefined || request.signal?.aborted) {
        if (problem.status === 401) this.options.onSignedOut?.();
        throw problem;
      }
      await this.options.wait(delay);
    }
  }

  private async attempt<Body>(path: string, init: RequestInit): Promise<Answer<Body> | Problem> {
    let response: Response;
    try {
      response = await this.options.fetch(path, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      return new Problem(0);
    }
    if (!response.ok) return problemOf(response);
    const text = await response.text();
    return { body: (text ? JSON.parse(text) : undefined) as Body, etag: response.headers.get("etag") ?? undefined };
  }

  private init(method: Method, { body, ifMatch, signal }: Request): RequestInit {
    const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": this.options.language() === "zh" ? "zh-CN" : "en" };
    if (method !== "GET") headers["X-Dispatch"] = "1";
    if (method === "POST") headers["Idempotency-Key"] = this.options.newKey();
    if (ifMatch) headers["If-Match"] = ifMatch;
    const { token } = this.options;
    if (token) headers.Authorization = `Bearer ${token}`;
    const form = body instanceof FormData;
    if (body !== undefined && !form) headers["Content-Type"] = "application/json";
    return { method, headers, signal, credentials: token ? "omit" : "same-origin", body: body === undefined ? undefined : form ? body : JSON.stringify(body) };
  }
}

/** Appends the query's values that are set; a list repeats its name. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "" || value === false) continue;
    for (const item of Array.isArray(value) ? (value as readonly string[]) : [value]) search.append(name, String(item));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
