using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.CommandLine;
using Dispatch.Grains;
using Dispatch.Silo.Notices;
using Dispatch.Sla;
using Dispatch.Tests.Api.Races;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.CommandLine;

[Collection(RunAlone.Name)]
public sealed class MigratedServiceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task The_service_goes_on_where_it_was_with_the_same_tickets_keys_and_numbers()
    {
        using var folder = new TemporaryFolder();
        var (file, target) = (folder.File("one.db"), PostgresServer.Shared.CreateDatabase());
        string before, secret, id;
        long notice;
        using (var host = new RaceHost(file, folder))
        {
            using var agent = await host.As(Role.Agent);
            id = (await Open(agent, "k-1")).Text("id")!;
            before = await Page(agent, id);
            secret = agent.DefaultRequestHeaders.Authorization!.Parameter!;
            await Add(host, "ticket/a@1");
            notice = await Add(host, "ticket/a@2");
        }
        await RunAlone.UntilFree(file);
        Assert.Equal(0, await DispatchCommands.Run(["migrate", "--data", file, "--to", target]));

        using var moved = new RaceHost(target, folder);
        moved.Time.Leap(TimeSpan.FromMinutes(5));
        using var same = moved.WithToken(secret);
        Assert.Equal(before, await Page(same, id));
        Assert.Equal(id, (await Open(same, "k-1")).Text("id"));
        var fresh = await Open(same, "k-2");
        Assert.NotEqual(id, fresh.Text("id"));
        Assert.Equal(2, (await new Ledger(target).Query<string>("select distinct number from ticket_row")).Count);
        Assert.True(await Add(moved, "ticket/a@3") > notice);
        Assert.Equal(new[] { id, fresh.Text("id") }.Order(StringComparer.Ordinal), (await Found(moved, same, "退货", 2)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(await new Ledger(target).Examine(moved.Time.GetUtcNow()), finding => !finding.Passing);
    }

    private static async Task<JsonElement> Open(HttpClient agent, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets") { Content = Answers.Json("""{"kind":"repair","channel":"web","description":"想退货","product":"fridge"}""") };
        request.Headers.Add("Idempotency-Key", key);
        var answer = await agent.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
        return await answer.Body();
    }

    private static async Task<string> Page(HttpClient agent, string id)
    {
        var page = await (await agent.GetAsync($"/api/tickets/{id}")).Body();
        return $"{page.Text("number")} {page.Text("description")} {page.Text("team")} {page.Text("createdAt")}";
    }

    private static async Task<long> Add(RaceHost host, string cause)
    {
        var told = new Notice(cause, "a", "D-1", cause, Receiver.Lead, "desk", null) { Org = "company", At = Noon };
        return Assert.Single(await host.Services.GetRequiredService<INoticeStore>().Add(cause, told, ["li.na"], Noon)).Id;
    }

    private static async Task<IReadOnlyList<string>> Found(RaceHost host, HttpClient agent, string words, int expected)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var looks = 0; ; looks++)
        {
            var items = (await (await agent.GetAsync($"/api/tickets?q={Uri.EscapeDataString(words)}")).Body()).GetProperty("items");
            if (items.GetArrayLength() >= expected || looks > 200)
                return [.. items.EnumerateArray().Select(item => item.Text("id")!)];
            await pulse.WaitForNextTickAsync();
        }
    }
}
