using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.World;
using Dispatch.Grains;
using Dispatch.Stock;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using static Dispatch.Tests.Api.Schedule.HouseCalls;

namespace Dispatch.Tests.Api.Warehouses;

/// <summary>Parts that go from one warehouse to another.</summary>
[Collection(DemoCompany.Name)]
public sealed class SendPartsTests(DemoHost host)
{
    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Warehouse)]
    public async Task Whoever_keeps_stock_sends_parts_and_sees_both_shelves(Role role)
    {
        var client = await host.As(role);
        var part = await Received(client, 5);
        var answer = await client.PostAsync("/api/warehouses/jiading/send", Answers.Json($$"""{"part":"{{part}}","quantity":3,"to":"zhangjiang"}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sent = await answer.Body();
        Assert.Equal((2, 0, 0), Shelf(sent.GetProperty("from")));
        Assert.Equal((3, 0, 0), Shelf(sent.GetProperty("to")));
    }

    [Theory]
    [InlineData(Role.Dispatcher)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Engineer)]
    [InlineData(Role.Finance)]
    [InlineData(Role.Display)]
    public async Task Nobody_else_may(Role role) =>
        await (await Send(await host.As(role), """{"part":"compressor","quantity":1,"to":"zhangjiang"}""")).AssertProblem(403, "forbidden");

    [Theory]
    [InlineData(6, "zhangjiang", 409, "stock-short", null)]
    [InlineData(0, "zhangjiang", 422, "quantity-impossible", "$.quantity")]
    [InlineData(-1, "zhangjiang", 422, "quantity-impossible", "$.quantity")]
    [InlineData(1, "jiading", 422, "stock-sent-nowhere", "$.to")]
    [InlineData(1, "nowhere", 404, "warehouse-unknown", "$.to")]
    public async Task What_cannot_be_is_refused_and_nothing_leaves(int quantity, string to, int status, string code, string? path)
    {
        var client = await host.As(Role.Warehouse);
        var part = await Received(client, 5);
        var problem = await (await Send(client, $$"""{"part":"{{part}}","quantity":{{quantity}},"to":"{{to}}"}""")).AssertProblem(status, code);
        Assert.Equal(path is null ? [] : [path], problem.TryGetProperty("errors", out _) ? problem.Paths() : []);
        if (code is "stock-short")
            Assert.Contains("5", problem.Text("detail"));
        Assert.Equal((5, 0), await Kept("jiading", part));
        Assert.Null(await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IStockGrain>($"stock/zhangjiang/{part}").Describe());
    }

    [Fact]
    public async Task A_part_that_was_never_kept_an_odd_part_and_an_unknown_source_are_refused()
    {
        var client = await host.As(Role.Warehouse);
        await (await Send(client, """{"part":"never-kept","quantity":1,"to":"zhangjiang"}""")).AssertProblem(409, "stock-short");
        await (await Send(client, """{"part":"No Part","quantity":1,"to":"zhangjiang"}""")).AssertProblem(422, "part-invalid");
        var nowhere = await client.PostAsync("/api/warehouses/nowhere/send", Answers.Json("""{"part":"compressor","quantity":1,"to":"zhangjiang"}"""));
        await nowhere.AssertProblem(404, "warehouse-unknown");
    }

    [Fact]
    public async Task A_warehouse_beyond_the_callers_scope_is_unknown_to_him()
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IWarehouseGrain>("warehouse/north").Define(new(new("北库", "North"), "company/north", new(121.4, 31.3)), Origin.System);
        await Until(() => Task.FromResult(host.Services.GetRequiredService<WorldPicture>().Warehouses.ContainsKey("north")));
        var northerner = await host.As(Role.Warehouse, org: "company/north");
        var part = await Received(northerner, 2, "north");
        var answer = await northerner.PostAsync("/api/warehouses/north/send", Answers.Json($$"""{"part":"{{part}}","quantity":1,"to":"jiading"}"""));
        Assert.Equal(["$.to"], (await answer.AssertProblem(404, "warehouse-unknown")).Paths());
        await (await Send(northerner, """{"part":"compressor","quantity":1,"to":"north"}""")).AssertProblem(404, "warehouse-unknown");
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_sends_nothing_more_although_nothing_is_left()
    {
        var client = await host.As(Role.Warehouse);
        var part = await Received(client, 3);
        client.DefaultRequestHeaders.Add("Idempotency-Key", $"move-{part}");
        var body = $$"""{"part":"{{part}}","quantity":3,"to":"zhangjiang"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Send(client, body)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal((3, 0, 0), Shelf((await (await Send(client, body)).Body()).GetProperty("to")));
        Assert.Equal((0, 0), await Kept("jiading", part));
        await (await Send(client, body.Replace("3", "2", StringComparison.Ordinal))).AssertProblem(409, "idempotency-key-reused");
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string body) => client.PostAsync("/api/warehouses/jiading/send", Answers.Json(body));

    private static async Task<string> Received(HttpClient client, int quantity, string warehouse = "jiading")
    {
        var part = $"part-{Guid.NewGuid():n}";
        var received = await client.PostAsync($"/api/warehouses/{warehouse}/receive", Answers.Json($$"""{"part":"{{part}}","quantity":{{quantity}}}"""));
        Assert.Equal(HttpStatusCode.NoContent, received.StatusCode);
        return part;
    }

    private static (int OnHand, int Reserved, int UnderWay) Shelf(JsonElement stock) =>
        (stock.GetProperty("onHand").GetInt32(), stock.GetProperty("reserved").GetInt32(), stock.GetProperty("underWay").GetInt32());

    private async Task<(int OnHand, int UnderWay)> Kept(string warehouse, string part)
    {
        var kept = (await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IStockGrain>($"stock/{warehouse}/{part}").Describe())!.State;
        return (kept.OnHand, kept.UnderWay);
    }
}
