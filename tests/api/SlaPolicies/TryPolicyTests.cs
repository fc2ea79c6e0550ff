using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Access;
using Dispatch.Silo.Feed;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.SlaPolicies;

/// <summary>What a manager does with a policy: tries it out, publishes it, watches it reach the tickets that are open, and takes it back.</summary>
public sealed class TryPolicyTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Id = "express";

    [Fact]
    public async Task A_trial_says_what_publishing_then_does_and_a_rollback_takes_it_back()
    {
        var manager = await host.As(Role.Manager);
        var ticket = (await (await manager.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web","priority":"low"}"""))).Body()).Text("id")!;
        var policy = await (await manager.GetAsync($"/api/sla-policies/{Id}")).Body();
        var version = policy.GetProperty("version").GetInt32();
        var changed = Halved(policy.GetProperty("body"));

        var trial = await (await manager.PostAsync($"/api/sla-policies/{Id}/try", Answers.Json($$"""{ "policy": {{changed}} }"""))).Body();
        Assert.True(trial.GetProperty("lookedAt").GetInt32() > 0, trial.ToString());
        Assert.InRange(trial.GetProperty("moved").GetInt32(), 1, trial.GetProperty("changed").GetInt32());
        Assert.Equal(20_000, trial.GetProperty("limit").GetInt32());
        var example = trial.GetProperty("examples").EnumerateArray().First(each => each.Text("ticket") == ticket && each.Text("clock") is "resolution");
        Assert.NotEqual(example.Text("oldDueAt"), example.Text("newDueAt"));
        Assert.Equal(example.Text("oldDueAt"), await Due(manager, ticket));

        Assert.Equal(200, (int)(await manager.PutAsync($"/api/sla-policies/{Id}", Answers.Json(changed))).StatusCode);
        var rollout = await Finished(manager, version + 1);
        Assert.Equal(trial.GetProperty("changed").GetInt32(), rollout.GetProperty("changed").GetInt32());
        Assert.Equal(1, rollout.GetProperty("progress").GetDouble());
        Assert.Equal(example.Text("newDueAt"), await Due(manager, ticket));

        var back = await (await manager.PostAsync($"/api/sla-policies/{Id}/rollback", Answers.Json("{}"))).Body();
        Assert.Equal(version + 2, back.GetProperty("version").GetInt32());
        Assert.Equal(policy.GetProperty("body").ToString(), back.GetProperty("body").ToString());
        await Finished(manager, version + 2);
        Assert.Equal(example.Text("oldDueAt"), await Due(manager, ticket));
    }

    [Fact]
    public async Task A_rollback_sent_twice_under_one_key_goes_back_once()
    {
        var manager = await host.As(Role.Manager);
        await manager.PutAsync("/api/sla-policies/twice", Answers.Json(Named("twice", 60)));
        await manager.PutAsync("/api/sla-policies/twice", Answers.Json(Named("twice", 90)));
        for (var sent = 0; sent < 2; sent++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sla-policies/twice/rollback") { Content = Answers.Json("{}") };
            request.Headers.Add("Idempotency-Key", "back");
            Assert.Equal(3, (await (await manager.SendAsync(request)).Body()).GetProperty("version").GetInt32());
        }
    }

    [Fact]
    public async Task There_is_no_way_back_from_the_first_version_nor_to_one_that_never_was()
    {
        var manager = await host.As(Role.Manager);
        await manager.PutAsync("/api/sla-policies/first", Answers.Json(Named("first", 60)));
        await (await manager.PostAsync("/api/sla-policies/first/rollback", Answers.Json("{}"))).AssertProblem(409, "no-version-before");
        await (await manager.PostAsync("/api/sla-policies/first/rollback", Answers.Json("""{ "toVersion": 7 }"""))).AssertProblem(404, "document-unknown");
        await (await manager.PostAsync("/api/sla-policies/nobody/rollback", Answers.Json("{}"))).AssertProblem(404, "document-unknown");
    }

    [Fact]
    public async Task A_trial_of_a_faulty_policy_names_each_fault()
    {
        var answer = await (await host.As(Role.Manager)).PostAsync($"/api/sla-policies/{Id}/try", Answers.Json("""
            { "policy": { "id": "express", "name": { "zh": "名", "en": "X" }, "order": 1, "targets": [{ "id": "a", "metric": "resolution", "budgets": {}, "escalation": [{ "offsetMinutes": 0, "actions": [{}] }] }] } }
            """));
        Assert.Equal(["$.policy.targets[0].escalation[0].actions[0]"], (await answer.AssertProblem(422, "document-invalid")).Paths());
    }

    private static async Task<string?> Due(HttpClient client, string ticket) => (await (await client.GetAsync($"/api/tickets/{ticket}/sla")).Body())
        .GetProperty("clocks").EnumerateArray().Single(clock => clock.Text("target") is "resolution").Text("dueAt");

    private async Task<JsonElement> Finished(HttpClient client, int version)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var entity = $"sla-rollout/sla-policy-{Id}-{version}";
        await foreach (var batch in host.Services.GetRequiredService<ChangeFeed>().Read(0, patience.Token))
            if (batch.Any(@event => @event.EntityId == entity && @event.Kind is "sla-rollout-finished.v1"))
                break;
        return (await (await client.GetAsync("/api/sla-policies/rollouts", patience.Token)).Body()).GetProperty("items").EnumerateArray()
            .Single(each => each.Text("id") is Id && each.GetProperty("version").GetInt32() == version);
    }

    private static string Halved(JsonElement body)
    {
        var policy = JsonNode.Parse(body.GetRawText())!;
        foreach (var target in policy["targets"]!.AsArray().Where(target => (string?)target!["metric"] is "resolution"))
            foreach (var (priority, minutes) in target!["budgets"]!.AsObject().ToList())
                target["budgets"]![priority] = (int)minutes! / 2;
        return policy.ToJsonString();
    }

    private static string Named(string id, int minutes) => $$"""
        { "id": "{{id}}", "name": { "zh": "名", "en": "Name" }, "order": 9000, "calendar": "cn-office",
          "targets": [{ "id": "solution", "metric": "resolution", "budgets": { "low": {{minutes}}, "normal": {{minutes}}, "high": {{minutes}}, "urgent": {{minutes}} } }] }
        """;
}
