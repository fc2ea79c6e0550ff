import { describe, expect, test } from "vitest";
import { Client, withQuery } from "@/api/client";
import { byField, Problem } from "@/api/problem";

type Call = { path: string; init: RequestInit };

function clientAnswering(...answers: (Response | Error)[]) {
  const calls: Call[] = [];
  let keys = 0;
  let signedOut = 0;
  const client = new Client({
    language: () => "en",
    onSignedOut: () => signedOut++,
    wait: async () => {},
    newKey: () => `key-${++keys}`,
    fetch: async (path, init) => {
      calls.push({ path: String(path), init: init! });
      const answer = answers[Math.min(calls.length, answers.length) - 1]!;
      if (answer instanceof Error) throw answer;
      return answer.clone();
    },
  });
  return { client, calls, signedOut: () => signedOut };
}

const header = (call: Call, name: string) => (call.init.headers as Record<string, string>)[name];
const problem = (status: number, body: object) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json" } });

describe("the client", () => {
  test("marks what changes something, and only that", async () => {
    const { client, calls } = clientAnswering(new Response("{}"));
    await client.get("/api/teams");
    await client.post("/api/tickets", {});
    await client.patch("/api/session", {});
    await client.delete("/api/session");
    expect(calls.map((call) => header(call, "X-Dispatch"))).toEqual([undefined, "1", "1", "1"]);
  });

  test("gives each POST a key of its own", async () => {
    const { client, calls } = clientAnswering(new Response("{}"));
    await client.post("/api/tickets", {});
    await client.post("/api/tickets", {});
    expect(calls.map((call) => header(call, "Idempotency-Key"))).toEqual(["key-1", "key-2"]);
  });

  test("sends a POST again under the same key when the network failed", async () => {
    const { client, calls } = clientAnswering(new TypeError("network"), new Response(null, { status: 503 }), new Response('{"id":"t1"}'));
    expect(await client.post("/api/tickets", {})).toEqual({ id: "t1" });
    expect(calls.map((call) => header(call, "Idempotency-Key"))).toEqual(["key-1", "key-1", "key-1"]);
  });

  test("gives up after three attempts", async () => {
    const { client, calls } = clientAnswering(new TypeError("network"));
    await expect(client.get("/api/teams")).rejects.toMatchObject({ status: 0, code: "offline" });
    expect(calls).toHaveLength(3);
  });

  test("never repeats what the server refused", async () => {
    const { client, calls } = clientAnswering(problem(409, { code: "ticket-not-open", title: "Not open" }));
    await expect(client.post("/api/tickets/t1/claim", {})).rejects.toMatchObject({ status: 409, code: "ticket-not-open", message: "Not open" });
    expect(calls).toHaveLength(1);
  });

  test("tells when the server no longer knows who asks", async () => {
    const { client, signedOut } = clientAnswering(problem(401, { code: "not-signed-in" }));
    await expect(client.get("/api/teams")).rejects.toBeInstanceOf(Problem);
    expect(signedOut()).toBe(1);
  });

  test("reads a list to its end, page after page", async () => {
    const { client, calls } = clientAnswering(new Response('{"items":["a","b"],"next":"x"}'), new Response('{"items":["c"]}'));
    expect(await client.all("/api/teams")).toEqual(["a", "b", "c"]);
    expect(calls.map((call) => call.path)).toEqual(["/api/teams?limit=200", "/api/teams?limit=200&cursor=x"]);
  });

  test("hands out the version of what it read and sends it back as a condition", async () => {
    const { client, calls } = clientAnswering(new Response("{}", { headers: { etag: '"7"' } }));
    expect((await client.getTagged("/api/tickets/t1")).etag).toBe('"7"');
    await client.post("/api/tickets/t1/claim", {}, '"7"');
    expect(header(calls[1]!, "If-Match")).toBe('"7"');
  });

  test("asks in the reader's language", async () => {
    const { client, calls } = clientAnswering(new Response("{}"));
    await client.get("/api/teams");
    expect(header(calls[0]!, "Accept-Language")).toBe("en");
  });

  test("does not believe a body that is no problem document", async () => {
    const { client } = clientAnswering(new Response("<html>boom</html>", { status: 500, headers: { "content-type": "text/html" } }));
    await expect(client.post("/api/tickets", {})).rejects.toMatchObject({ status: 500, code: "unknown", detail: undefined });
  });

  test("leaves unset filters out of the address", () => {
    expect(withQuery("/api/tickets", { status: ["new", "open"], q: "", breached: false, team: undefined, limit: 50 }))
      .toBe("/api/tickets?status=new&status=open&limit=50");
  });
});

describe("a problem's sentences", () => {
  const refused = new Problem(422, { errors: { "$.contact.phone": ["Digits only."], "$.parts[0].quantity": ["At least 1."], "$": ["Too much."], "$.kind": ["Unknown."] } });

  test("go to the fields they belong to", () => {
    expect(byField(refused, ["contact.phone", "parts", "kind"]).fields).toEqual({ "contact.phone": "Digits only.", parts: "At least 1.", kind: "Unknown." });
  });

  test("are not lost when the form has no such field", () => {
    expect(byField(refused, ["kind"]).rest).toEqual(["Digits only.", "At least 1.", "Too much."]);
  });

  test("in brackets belong to the same field as with a dot", () => {
    expect(byField(new Problem(422, { errors: { "$['contact']['phone']": ["No."] } }), ["contact.phone"]).fields).toEqual({ "contact.phone": "No." });
  });
});
