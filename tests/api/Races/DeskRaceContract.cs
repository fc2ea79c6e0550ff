using System.Collections.Concurrent;
using System.Net;
using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Teams;
using Dispatch.Tests.Shared;
using Dispatch.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Xunit.Abstractions;

namespace Dispatch.Tests.Api.Races;

/// <summary>Everybody at a desk claims every step at once, while the team itself gives steps to whoever is free.</summary>
[Collection("races, one after the other")]
public abstract class DeskRaceContract(string data, TemporaryFolder folder, ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20_260_303;
    private const int Tickets = 150;
    private const int Capacity = 5;
    private const string Desk = "race-desk";
    private const string CaseType = """
        {"id":"race-case","name":{"zh":"抢单","en":"Race"},"flow":{"start":"work","steps":[
          {"type":"team","id":"work","name":{"zh":"处理","en":"Work"},"team":"race-desk","next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] People = [.. Enumerable.Range(1, 8).Select(i => $"racer-{i}")];
    private readonly RaceHost host = new(data, folder);
    private readonly Ledger ledger = new(data);
    private readonly ConcurrentBag<(string Ticket, string Person)> won = [];
    private readonly ConcurrentBag<string> complaints = [];

    public void Dispose()
    {
        host.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task Of_all_who_claim_a_step_one_wins_and_nobody_is_given_more_than_he_can_hold()
    {
        output.WriteLine($"Seed {Seed}.");
        var admin = await host.As(Role.Admin);
        await FoundDesk(admin);
        var clients = new Dictionary<string, HttpClient>();
        foreach (var person in People)
            clients.Add(person, await host.AsMember(person));
        var tickets = await Open(admin);

        var random = new Random(Seed);
        var claims = tickets.SelectMany(ticket => People.Select(person => (Ticket: ticket, Person: person))).ToArray();
        random.Shuffle(claims);
        await Task.WhenAll(
            [.. People.Select(person => ComeToWork(admin, person)), .. claims.Select(claim => Claim(clients[claim.Person], claim.Ticket, claim.Person))]);

        Assert.Empty(complaints);
        Assert.Empty(await ledger.ExamineUntilSettled(Patience, host.Time));
        await AssertEachStepHasOneWinner();
        await AssertNobodyHoldsMoreThanHeCan();
    }

    private async Task FoundDesk(HttpClient admin)
    {
        var team = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITeamGrain>($"{Team.Kind}/{Desk}");
        await team.Handle(new EstablishTeam(new("抢单组", "Race desk"), $"company/{Desk}", Parent: null, People[0]), Origin.System);
        foreach (var person in People)
            Assert.IsType<Outcome.Accepted>(await team.Handle(new AddMember(person, new(person, person), [], Capacity), Origin.System));
        // The team has to be known before a flow may name it.
        using var published = await Retry(() => admin.PutAsync("/api/case-types/race-case", Answers.Json(CaseType)));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> Retry(Func<Task<HttpResponseMessage>> send)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 1; ; tries++)
        {
            var answer = await send();
            if (answer.IsSuccessStatusCode || tries is 100)
                return answer;
            await pulse.WaitForNextTickAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> Open(HttpClient admin) =>
        await Task.WhenAll(Enumerable.Range(0, Tickets).Select(async number =>
        {
            using var answer = await admin.PostAsync("/api/tickets", Answers.Json($$"""{"kind":"race-case","channel":"race","externalRef":"{{number}}"}"""));
            return (await answer.Body()).Text("id")!;
        }));

    private async Task ComeToWork(HttpClient admin, string person)
    {
        using var answer = await admin.PostAsync($"/api/teams/{Desk}/members/{person}/presence", Answers.Json("""{"presence":"present"}"""));
        if (answer.StatusCode is not HttpStatusCode.NoContent)
            complaints.Add($"presence: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task Claim(HttpClient client, string ticket, string person)
    {
        using var answer = await client.PostAsync($"/api/tickets/{ticket}/claim", Answers.Json("{}"));
        if (answer.StatusCode is HttpStatusCode.NoContent)
            won.Add((ticket, person));
        else if (answer.StatusCode is not HttpStatusCode.Conflict)
            complaints.Add($"claim: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task AssertEachStepHasOneWinner()
    {
        var lives = await Lives.Of<Ticket, TicketEvent>(ledger);
        var holders = lives.GroupBy(ticket => ticket.Id).ToDictionary(life => life.Key, life => life.Last().Assignee);
        output.WriteLine($"{won.Count} claims won, {holders.Values.Count(holder => holder is not null)} steps held.");
        Assert.All(won, claim => Assert.Equal(claim.Person, holders[claim.Ticket]));
        Assert.Equal(won.Count, won.Select(claim => claim.Ticket).Distinct().Count());
        // A step never goes from hand to hand by itself.
        Assert.All(lives.GroupBy(ticket => ticket.Id), life => Assert.InRange(life.Select(ticket => ticket.Assignee).OfType<string>().Distinct().Count(), 0, 1));
        Assert.Equal(People.Length * Capacity, holders.Values.Count(holder => holder is not null));
    }

    private async Task AssertNobodyHoldsMoreThanHeCan()
    {
        var lives = (await Lives.Of<Team, TeamEvent>(ledger)).Where(team => team.Id == Desk).ToList();
        Assert.All(lives, team => Assert.All(team.Members, member => Assert.InRange(member.Load, 0, Capacity)));
        Assert.All(lives[^1].Members, member => Assert.Equal(Capacity, member.Held.Length));
    }
}

public sealed class SqliteDeskRaceTests : DeskRaceContract
{
    public SqliteDeskRaceTests(ITestOutputHelper output) : this(new TemporaryFolder(), output)
    {
    }

    private SqliteDeskRaceTests(TemporaryFolder folder, ITestOutputHelper output) : base(folder.File("race.db"), folder, output)
    {
    }
}

[OnPostgres]
public sealed class PostgresDeskRaceTests(ITestOutputHelper output) : DeskRaceContract(PostgresServer.Shared.CreateDatabase(), new TemporaryFolder(), output);
