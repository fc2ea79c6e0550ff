using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Tests.Api.Notices;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.Webhooks;

public sealed class WebhookTests(NoticeHost host) : IClassFixture<NoticeHost>
{
    [Fact]
    public async Task An_escalation_calls_the_system_that_its_policy_names()
    {
        using var partner = new OtherSystem();
        Environment.SetEnvironmentVariable("DISPATCH_WEBHOOK_SECRET_PARTNER", "Zq8");
        var manager = await host.As(Role.Manager);
        var early = await (await manager.PutAsync("/api/sla-policies/hooked", Answers.Json(Policy))).AssertProblem(422, "document-invalid");
        Assert.Equal(["$.targets[0].escalation[0].actions[0].webhook"], early.Paths());
        var published = await manager.PutAsync("/api/webhooks/partner", Answers.Json(
            $$"""{"id":"partner","name":{"zh":"合作方","en":"Partner"},"url":"{{partner.Url}}","secret":"partner"}"""));
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await manager.PutAsync("/api/sla-policies/hooked", Answers.Json(Policy))).StatusCode);

        var agent = await host.As(Role.Agent);
        var ticket = await (await agent.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"hooked"}"""))).Body();
        var called = partner.Answer(202);
        host.Time.Advance(TimeSpan.FromMinutes(10));

        var (headers, text) = await called;
        var body = JsonDocument.Parse(text).RootElement;
        Assert.Equal(
            (ticket.Text("id"), ticket.Text("number"), "sla-escalated.v1", "answer", 1),
            (body.Text("ticket"), body.Text("number"), body.Text("kind"), body.Text("clock"), body.GetProperty("level").GetInt32()));
        Assert.Equal(["webhook", "kind", "ticket", "number", "clock", "level", "at", "dueAt"], body.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith($"ticket/{ticket.Text("id")}@", headers["Idempotency-Key"]);
        Assert.StartsWith("t=", headers["Dispatch-Signature"]);
    }

    [Fact]
    public async Task What_cannot_be_called_is_refused_at_its_path()
    {
        var manager = await host.As(Role.Manager);
        var problem = await (await manager.PutAsync("/api/webhooks/inside", Answers.Json(
            """{"id":"inside","name":{"zh":"内部","en":"Inside"},"url":"http://10.0.0.1/","secret":"s"}"""))).AssertProblem(422, "document-invalid");
        Assert.Equal(["$.url"], problem.Paths());
    }

    private const string Policy = """
        {
          "id": "hooked", "name": { "zh": "外呼", "en": "Hooked" }, "order": -1,
          "condition": { "all": [{ "field": "channel", "op": "eq", "value": "hooked" }] },
          "targets": [{
            "id": "answer", "metric": "firstResponse", "time": "elapsed", "budgets": { "urgent": 10, "high": 10, "normal": 10, "low": 10 },
            "escalation": [{ "offsetMinutes": 0, "actions": [{ "type": "webhook", "webhook": "partner" }] }]
          }]
        }
        """;
}
