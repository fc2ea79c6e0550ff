using Dispatch.Access;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.Problems;

/// <summary>A newer release has written: this one refuses what it does not understand, and leaves it as it is.</summary>
public sealed class ShapeAheadTests : IDisposable
{
    private readonly DemoHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_ticket_of_a_newer_shape_is_refused_with_503_and_not_rewritten()
    {
        var client = await host.As(Role.Admin);
        var id = (await (await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))).Body()).Text("id");
        var written = await WrittenByANewerRelease($"ticket/{id}");

        await (await client.GetAsync($"/api/tickets/{id}")).AssertProblem(503, "release-too-old");
        await (await client.GetAsync($"/api/tickets/{id}/timeline")).AssertProblem(503, "release-too-old");
        await (await client.PostAsync($"/api/tickets/{id}/note", Answers.Json("""{"text":"x"}"""))).AssertProblem(503, "release-too-old");
        Assert.Equal(written, await Stored($"ticket/{id}"));
    }

    [Fact]
    public async Task A_grain_that_still_knew_the_older_shape_gives_way_and_refuses_from_then_on()
    {
        var client = await host.As(Role.Admin);
        var written = await WrittenByANewerRelease("stock/jiading/thermostat");
        const string delivery = """{"part":"thermostat","quantity":1}""";

        await (await client.PostAsync("/api/warehouses/jiading/receive", Answers.Json(delivery))).AssertProblem(409, "version-conflict");
        await (await client.PostAsync("/api/warehouses/jiading/receive", Answers.Json(delivery))).AssertProblem(503, "release-too-old");
        Assert.Equal(written, await Stored("stock/jiading/thermostat"));
    }

    private async Task<(long, long, string)> WrittenByANewerRelease(string entity) => Assert.Single(await new Ledger(host.Data).Query<(long, long, string)>(
        $"update entity set shape = 99, version = version + 1, state = '{{\"news\":1}}' where id = '{entity}' returning version, shape, state"));

    private async Task<(long, long, string)> Stored(string entity) =>
        Assert.Single(await new Ledger(host.Data).Query<(long, long, string)>($"select version, shape, state from entity where id = '{entity}'"));
}
