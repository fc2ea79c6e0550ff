using System.Text.Json;
using Dispatch.Access;
using Dispatch.Fields;
using Dispatch.Tests.Api.Board;

namespace Dispatch.Tests.Api.Security;

/// <summary>What is sent to boards, member by member: nothing that the role may not read, and nothing of another part of the company.</summary>
[Collection(DemoCompany.Name)]
public sealed class BoardPrivacyTests(DemoHost host)
{
    private const string Secret = "PRIVATE";

    /// <summary>What identifies the message or the row, and is no field of the ticket.</summary>
    private static readonly string[] Bookkeeping = ["id", "version", "dueTarget"];

    [Theory]
    [InlineData(Role.Display)]
    [InlineData(Role.Warehouse)]
    [InlineData(Role.Finance)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Manager)]
    public async Task A_board_is_sent_only_fields_that_its_role_may_read(Role role)
    {
        await using var board = await BoardSocket.Connect(host, await Token(role, "company"));
        await board.Subscribe();
        await board.Next("snapshot");
        var id = await NewTicket("east");
        var row = await RowOf(board, id);
        await using var later = await BoardSocket.Connect(host, await Token(role, "company"));
        await later.Subscribe();
        var snapshot = await later.Next("snapshot");

        Assert.Equal([], Unreadable(row, role));
        Assert.Equal([], snapshot.GetProperty("rows").EnumerateArray().SelectMany(each => Unreadable(each, role)).Distinct());
        Assert.DoesNotContain(Secret, snapshot.GetRawText() + row.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wall_shows_where_a_job_is_to_a_hundred_metres_only()
    {
        await using var board = await BoardSocket.Connect(host, await Token(Role.Display, "company"));
        await board.Subscribe();
        await board.Next("snapshot");
        var row = await RowOf(board, await NewTicket("east"));
        Assert.Equal((121.523, 31.235), (row.GetProperty("place").GetProperty("longitude").GetDouble(), row.GetProperty("place").GetProperty("latitude").GetDouble()));
    }

    [Fact]
    public async Task A_board_of_one_region_hears_nothing_of_a_ticket_of_another()
    {
        await using var west = await BoardSocket.Connect(host, await Token(Role.Manager, "company/west"));
        await west.Subscribe();
        var heard = (await west.Next("snapshot")).GetRawText();
        var (strange, own) = (await NewTicket("east"), await NewTicket("west"));
        // What comes first is sent first: once the own ticket is there, the other would have been.
        while (!heard.Contains(own, StringComparison.Ordinal))
            heard += (await west.Next("delta")).GetRawText();

        Assert.DoesNotContain(strange, heard, StringComparison.Ordinal);
        Assert.DoesNotContain("service-east", heard, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Unreadable(JsonElement row, Role role) => row.EnumerateObject().Select(member => member.Name)
        .Except(Bookkeeping)
        // The place is blurred, which another test shows.
        .Except(["place"])
        .Where(name => FieldCatalogue.BuiltIn.Find(name) is not { } field || !field.MayRead(role.ToString().ToLowerInvariant()));

    private static async Task<JsonElement> RowOf(BoardSocket board, string id)
    {
        while (true)
            if ((await board.Next("delta")).TryGetProperty("rows", out var rows))
                foreach (var row in rows.EnumerateArray())
                    if (row.Text("id") == id)
                        return row;
    }

    private async Task<string> Token(Role role, string org) => (await host.As(role, org)).DefaultRequestHeaders.Authorization!.Parameter!;

    private async Task<string> NewTicket(string region)
    {
        var client = await host.As(Role.Agent);
        var answer = await client.PostAsync("/api/tickets", Answers.Json($$"""
            { "kind": "repair", "channel": "web", "region": "{{region}}", "product": "AC-{{Secret}}", "orderNumber": "SO-{{Secret}}", "serial": "SN-{{Secret}}",
              "externalRef": "{{Secret}}-{{Guid.NewGuid():n}}", "description": "{{Secret}} words", "amount": { "minor": 12300, "currency": "CNY" },
              "customer": { "kind": "phone", "value": "+8619912345678", "name": "{{Secret}} Name" },
              "contact": { "name": "{{Secret}} Contact", "phone": "+8619912345678", "email": "{{Secret}}@example.org", "address": "{{Secret}} Road 1" },
              "place": { "longitude": 121.52345, "latitude": 31.23456 } }
            """));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Body()).Text("id")!;
    }
}
