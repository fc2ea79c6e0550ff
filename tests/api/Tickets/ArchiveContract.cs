using System.Net;
using Dispatch.Access;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Api.Races;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Tickets;

/// <summary>Tickets that ended long ago, on either database: their state lies apart, and nobody who reads or needs them notices.</summary>
public abstract class ArchiveContract(string data, TemporaryFolder folder) : IDisposable
{
    private readonly RaceHost host = new(data, folder);
    private readonly Ledger ledger = new(data);

    public void Dispose()
    {
        host.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task A_ticket_closed_for_ninety_days_moves_and_an_open_one_stays()
    {
        var agent = await host.As(Role.Agent);
        var (closed, open) = (await Open(agent), await Open(agent));
        await Close(agent, closed);
        await Later(TimeSpan.FromDays(89));
        Assert.Empty(await Archived());

        await Later(TimeSpan.FromDays(2));
        Assert.Equal([$"ticket/{closed}"], await Archived());
        Assert.Equal("closed", (await (await agent.GetAsync($"/api/tickets/{closed}")).Body()).Text("status"));
        var kinds = (await (await agent.GetAsync($"/api/tickets/{closed}/timeline")).Body()).GetProperty("items").EnumerateArray().Select(item => item.Text("kind")).ToList();
        Assert.Contains("ticket-opened.v1", kinds);
        Assert.Contains("ticket-closed.v1", kinds);
        var listed = (await (await agent.GetAsync("/api/tickets?limit=200")).Body()).GetProperty("items").EnumerateArray().Select(item => item.Text("id")).ToList();
        Assert.Contains(closed, listed);
        Assert.Contains(open, listed);
        await DoctorFindsNothing();
    }

    [StorageFact]
    public async Task Whoever_reopens_an_archived_ticket_brings_it_back()
    {
        var agent = await host.As(Role.Agent);
        var id = await Open(agent);
        await Close(agent, id);
        await Later(TimeSpan.FromDays(91));
        Assert.NotEmpty(await Archived());

        var answer = await Reopen(agent, id);
        // A process that still had it in hand learns of the move by the fence.
        if (answer.StatusCode is HttpStatusCode.Conflict)
            answer = await Reopen(agent, id);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Empty(await Archived());
        Assert.Equal("open", (await (await agent.GetAsync($"/api/tickets/{id}")).Body()).Text("status"));
        await DoctorFindsNothing();

        await Close(agent, id);
        await Later(TimeSpan.FromDays(91));
        Assert.Equal([$"ticket/{id}"], await Archived());
    }

    [StorageFact]
    public async Task Sweeping_again_moves_nothing_twice()
    {
        var agent = await host.As(Role.Agent);
        await Close(agent, await Open(agent));
        await Later(TimeSpan.FromDays(91));
        await Later(TimeSpan.Zero);
        Assert.Single(await Archived());
        await DoctorFindsNothing();
    }

    private static Task<HttpResponseMessage> Reopen(HttpClient agent, string id) => agent.PostAsync($"/api/tickets/{id}/reopen", Answers.Json("""{"reason":"客户来电"}"""));

    private static async Task<string> Open(HttpClient agent) =>
        (await (await agent.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web","description":"老问题"}"""))).Body()).Text("id")!;

    private static async Task Close(HttpClient agent, string id)
    {
        Assert.True((await agent.PostAsync($"/api/tickets/{id}/resolve", Answers.Json("""{"resolution":"answered"}"""))).IsSuccessStatusCode);
        Assert.True((await agent.PostAsync($"/api/tickets/{id}/close", Answers.Json("{}"))).IsSuccessStatusCode);
    }

    private async Task Later(TimeSpan span)
    {
        host.Time.Leap(span);
        // Everybody has heard of the end first.
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await Unsettled() > 0)
            await pulse.WaitForNextTickAsync();
        var archive = host.Services.GetRequiredService<OpenedJournal>().Archive;
        while (await archive.Sweep(host.Time.GetUtcNow()) > 0)
        {
        }
    }

    private async Task<long> Unsettled() => Assert.Single(await ledger.Query<long>(
        "select count(*) from entity e join ticket_row r on e.id = 'ticket/' || r.id where r.closed_at is not null and e.wake_at is not null"));

    private Task<IReadOnlyList<string>> Archived() => ledger.Query<string>("select id from archived_entity order by id");

    private async Task DoctorFindsNothing() =>
        Assert.DoesNotContain(await ledger.Examine(host.Time.GetUtcNow()), finding => !finding.Passing);
}

public sealed class SqliteArchiveTests : ArchiveContract
{
    public SqliteArchiveTests() : this(new TemporaryFolder())
    {
    }

    private SqliteArchiveTests(TemporaryFolder folder) : base(folder.File("archive.db"), folder)
    {
    }
}

[OnPostgres]
public sealed class PostgresArchiveTests() : ArchiveContract(PostgresServer.Shared.CreateDatabase(), new TemporaryFolder());
