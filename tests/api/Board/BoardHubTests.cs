using System.Net.WebSockets;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Board;

[Collection(DemoCompany.Name)]
public sealed class BoardHubTests(DemoHost host)
{
    [Fact]
    public async Task A_board_gets_a_snapshot_and_then_what_changes()
    {
        await using var board = await BoardSocket.Connect(host, await Token(Role.Display));
        await board.Subscribe();
        var snapshot = await board.Next("snapshot");
        Assert.Equal(3, snapshot.GetProperty("zones").GetArrayLength());
        Assert.Equal(40, snapshot.GetProperty("engineers").GetArrayLength());
        Assert.Equal(6, snapshot.GetProperty("teams").GetArrayLength());
        Assert.Equal(60, snapshot.GetProperty("totals").GetProperty("createdLastHour").GetArrayLength());

        var id = await NewTicket();
        var seq = snapshot.GetProperty("seq").GetInt64();
        while (true)
        {
            var delta = await board.Next("delta");
            Assert.Equal(seq, delta.GetProperty("prev").GetInt64());
            Assert.Equal(snapshot.Text("stream"), delta.Text("stream"));
            seq = delta.GetProperty("seq").GetInt64();
            if (delta.TryGetProperty("rows", out var rows) && rows.EnumerateArray().Any(row => row.Text("id") == id))
                break;
        }
    }

    [Fact]
    public async Task A_board_that_lost_touch_resumes_where_it_was()
    {
        await using var first = await BoardSocket.Connect(host, await Token(Role.Display));
        await first.Subscribe();
        var snapshot = await first.Next("snapshot");
        var id = await NewTicket();
        await first.Next("delta");

        await using var second = await BoardSocket.Connect(host, await Token(Role.Display));
        await second.Subscribe(snapshot.Text("stream"), snapshot.GetProperty("seq").GetInt64());
        var delta = await second.Next("delta");
        Assert.Equal(snapshot.GetProperty("seq").GetInt64(), delta.GetProperty("prev").GetInt64());
        Assert.NotNull(id);
    }

    [Fact]
    public async Task A_board_from_before_a_restart_gets_a_snapshot()
    {
        await using var board = await BoardSocket.Connect(host, await Token(Role.Manager));
        await board.Subscribe("company@gone", 12);
        Assert.True((await board.Next("snapshot")).GetProperty("seq").GetInt64() >= 0);
    }

    [Fact]
    public async Task A_board_of_one_part_of_the_company_sees_no_other()
    {
        await NewTicket();
        await using var board = await BoardSocket.Connect(host, await Token(Role.Manager, "company/west"));
        await board.Subscribe();
        var snapshot = await board.Next("snapshot");
        Assert.Empty(snapshot.GetProperty("rows").EnumerateArray());
        Assert.Equal("service-west", Assert.Single(snapshot.GetProperty("teams").EnumerateArray()).Text("id"));
    }

    [Fact]
    public async Task A_heartbeat_tells_that_the_stream_lives()
    {
        await using var board = await BoardSocket.Connect(host, await Token(Role.Display));
        await board.Subscribe();
        await board.Next("snapshot");
        Assert.NotNull((await board.Next("heartbeat")).Text("at"));
    }

    [Fact]
    public async Task An_engineer_may_not_look_at_the_board() =>
        await Assert.ThrowsAnyAsync<Exception>(async () => await BoardSocket.Connect(host, await Token(Role.Engineer)));

    [Fact]
    public async Task Nobody_looks_at_the_board_without_a_token() =>
        await Assert.ThrowsAnyAsync<Exception>(() => BoardSocket.Connect(host, null));

    [Theory]
    [InlineData("""{"type":1,"target":"Subscribe","arguments":[{"stream":1}]}""")]
    [InlineData("""{"type":1,"target":"Subscribe","arguments":[1,2,3]}""")]
    [InlineData("""{"type":1,"target":"DropAllTickets","arguments":[]}""")]
    public async Task A_call_that_makes_no_sense_harms_nobody(string message)
    {
        await using var board = await BoardSocket.Connect(host, await Token(Role.Display));
        await board.Send(message);
        await using var other = await BoardSocket.Connect(host, await Token(Role.Display));
        await other.Subscribe();
        await other.Next("snapshot");
        Assert.Equal(WebSocketState.Open, other.State);
    }

    private async Task<string> Token(Role role, string org = "company") =>
        (await host.As(role, org)).DefaultRequestHeaders.Authorization!.Parameter!;

    private async Task<string?> NewTicket()
    {
        var client = await host.As(Role.Agent);
        return (await (await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"board"}"""))).Body()).Text("id");
    }
}
