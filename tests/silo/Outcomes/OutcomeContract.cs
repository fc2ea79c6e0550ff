using Dispatch.Configuration;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Lists;
using Dispatch.Silo.Outcomes;
using Dispatch.Sla;
using Dispatch.Tests.Shared;
using Dispatch.Tickets;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Outcomes;

/// <summary>How promises came out, on every database.</summary>
public abstract class OutcomeContract : IDisposable
{
    private static readonly OutcomeQuery Everything = new(Noon.AddDays(-1), Noon.AddDays(1), new());
    private static readonly Holder Queue = new("service", null);
    private static readonly Holder Li = new("service", "li.na");
    private static readonly Holder Wu = new("repair", "wu.jie");

    private readonly OpenedJournal opened;

    protected OutcomeContract(JournalOptions options) => opened = OpenedJournal.Open(options, TimeProvider.System);

    public void Dispose()
    {
        opened.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task An_outcome_comes_back_as_it_was_written()
    {
        var outcome = Late("resolution", Wu, minutes: 30);
        await Write("a", [outcome]);
        var (found, next) = await opened.OutcomeReports.Read(Everything, after: null, limit: 10);
        var listed = Assert.Single(found);
        Assert.Null(next);
        Assert.Equal(
            ("a", "D-a", "resolution", "resolution", "resolution", false, Noon.AddHours(-4), Noon, TimeSpan.FromHours(4), "repair", "wu.jie"),
            (listed.Ticket, listed.Number, listed.Clock, listed.Target, listed.Metric, listed.Met, listed.StartedAt, listed.DecidedAt, listed.Budget, listed.Team, listed.Person));
        Assert.Equal(("standard", 3, Noon.AddMinutes(30), TimeSpan.FromMinutes(-30)), (listed.Policy, listed.PolicyVersion, listed.EndedAt, listed.Margin));
        Assert.Equal(
            [("service", null, TimeSpan.FromHours(1), default), ("repair", "wu.jie", TimeSpan.FromHours(3.5), TimeSpan.FromMinutes(30))],
            listed.Held.Select(held => (held.Team, held.Person, held.Counted, held.Late)));
    }

    [StorageFact]
    public async Task Outcomes_are_counted_in_all_and_by_what_they_have_in_common()
    {
        await Write("a", [Kept("first-response", Li, minutes: 20), Late("resolution", Wu, minutes: 30)]);
        await Write("b", [Kept("first-response", Li, minutes: 10), Owed("resolution", Queue)]);

        var total = Assert.Single(await opened.OutcomeReports.Count(Everything, OutcomeGroup.None));
        Assert.Equal((2, 2, 1), (total.Met, total.Breached, total.Owed));
        Assert.Equal((TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30)), (total.Spare, total.Late, total.WorstLate));
        Assert.Equal(
            ["standard/first-response/firstResponse 2:0", "standard/resolution/resolution 0:2"],
            (await opened.OutcomeReports.Count(Everything, OutcomeGroup.Target)).Select(count => $"{string.Join('/', count.Key)} {count.Met}:{count.Breached}"));
        Assert.Equal(["repair 0:1", "service 2:1"], (await opened.OutcomeReports.Count(Everything, OutcomeGroup.Team)).Select(count => $"{count.Key[0]} {count.Met}:{count.Breached}"));
        Assert.Equal(
            [" 0:1", "li.na 2:0", "wu.jie 0:1"],
            (await opened.OutcomeReports.Count(Everything, OutcomeGroup.Person)).Select(count => $"{count.Key[0]} {count.Met}:{count.Breached}").Order(StringComparer.Ordinal));
        var quarter = Assert.Single(await opened.OutcomeReports.Count(Everything, OutcomeGroup.Quarter));
        Assert.Equal($"{Noon.ToUnixTimeSeconds() / 900}", quarter.Key[0]);
    }

    [StorageFact]
    public async Task Time_is_counted_for_whoever_had_it_whoever_had_it_in_the_end()
    {
        await Write("a", [Late("resolution", Wu, minutes: 30)]);
        Assert.Equal(
            [("repair", 210, 30), ("service", 60, 0)],
            (await opened.OutcomeReports.Held(Everything, OutcomeGroup.Team)).Select(held => (held.Key, (int)held.Counted.TotalMinutes, (int)held.Late.TotalMinutes)).OrderBy(held => held.Key));
    }

    [StorageFact]
    public async Task A_report_is_narrowed_by_period_scope_ticket_and_outcome()
    {
        await Write("a", [Kept("first-response", Li, minutes: 20), Late("resolution", Wu, minutes: 30)]);
        Assert.Equal(0, await Count(Everything with { From = Noon.AddMilliseconds(1) }));
        Assert.Equal(0, await Count(Everything with { To = Noon }));
        Assert.Equal(0, await Count(Everything with { Tickets = new() { Scopes = ["acme/west"] } }));
        Assert.Equal(2, await Count(Everything with { Tickets = new() { Scopes = ["acme"], Kinds = ["repair"] } }));
        Assert.Equal(0, await Count(Everything with { Tickets = new() { Kinds = ["return"] } }));
        Assert.Equal(1, await Count(Everything with { Met = false }));
        Assert.Equal(1, await Count(Everything with { Teams = ["repair"] }));
        Assert.Equal(1, await Count(Everything with { People = ["li.na"] }));
        Assert.Equal(1, await Count(Everything with { Metrics = ["firstResponse"], Policies = ["standard"], Targets = ["first-response"] }));
    }

    [StorageFact]
    public async Task What_is_known_of_a_ticket_is_replaced_and_the_position_moves_with_it()
    {
        await Write("a", [Late("resolution", Wu, minutes: 30)]);
        Assert.Equal(0, await opened.Outcomes.Position());
        await opened.Outcomes.Write(new Dictionary<string, IReadOnlyList<SlaOutcome>> { ["a"] = [] }, position: 7);
        Assert.Equal((0, 7), (await Count(Everything), await opened.Outcomes.Position()));
        Assert.Empty(await opened.OutcomeReports.Held(Everything, OutcomeGroup.Team));
    }

    [StorageFact]
    public async Task A_list_is_read_page_by_page_and_misses_none()
    {
        foreach (var ticket in (string[])["a", "b", "c"])
            await Write(ticket, [Kept("first-response", Li, minutes: 20), Late("resolution", Wu, minutes: 30)]);
        var (seen, after) = (new List<string>(), (OutcomeCursor?)null);
        do
        {
            var (page, next) = await opened.OutcomeReports.Read(Everything, after, limit: 2);
            seen.AddRange(page.Select(outcome => $"{outcome.Ticket}/{outcome.Clock}"));
            after = next is null ? null : OutcomeCursor.Parse(next.ToString());
        }
        while (after is not null);
        Assert.Equal(["c/resolution", "c/first-response", "b/resolution", "b/first-response", "a/resolution", "a/first-response"], seen);
    }

    [StorageFact]
    public void A_cursor_that_this_list_never_gave_is_none() => Assert.All(["", "x", "MTIz", new string('A', 900)], text => Assert.Null(OutcomeCursor.Parse(text)));

    private async Task<long> Count(OutcomeQuery query) =>
        (await opened.OutcomeReports.Count(query, OutcomeGroup.None)).Sum(count => count.Met + count.Breached);

    private async Task Write(string ticket, IReadOnlyList<SlaOutcome> outcomes)
    {
        await opened.Journal.Append(Commit($"ticket/{ticket}", 0) with { Row = Row(ticket, $"D-{ticket}") });
        await opened.Outcomes.Write(new Dictionary<string, IReadOnlyList<SlaOutcome>> { [ticket] = outcomes }, position: null);
    }

    private static SlaOutcome Kept(string target, Holder holder, int minutes) => Of(target, met: true, holder) with
    {
        EndedAt = Noon, Margin = TimeSpan.FromMinutes(minutes),
        Held = [new(holder, Noon.AddHours(-4), Noon, TimeSpan.FromMinutes(240 - minutes), default)],
    };

    private static SlaOutcome Late(string target, Holder holder, int minutes) => Of(target, met: false, holder) with
    {
        EndedAt = Noon.AddMinutes(minutes), Margin = TimeSpan.FromMinutes(-minutes),
        Held =
        [
            new(Queue, Noon.AddHours(-4), Noon.AddHours(-3), TimeSpan.FromHours(1), default),
            new(holder, Noon.AddHours(-3), Noon.AddMinutes(minutes), TimeSpan.FromMinutes(180 + minutes), TimeSpan.FromMinutes(minutes)),
        ],
    };

    private static SlaOutcome Owed(string target, Holder holder) => Of(target, met: false, holder) with { Held = [new(holder, Noon.AddHours(-4), Noon, TimeSpan.FromHours(4), default)] };

    private static SlaOutcome Of(string target, bool met, Holder holder) => new(
        target, target, target is "resolution" ? SlaMetric.Resolution : SlaMetric.FirstResponse, Noon.AddHours(-4), TimeSpan.FromHours(4), met, Noon, holder)
    {
        Policy = new DocumentRef("sla-policy", "standard", 3),
    };
}

public sealed class SqliteOutcomeTests() : OutcomeContract(new("Data Source=:memory:"));

[OnPostgres]
public sealed class PostgresOutcomeTests() : OutcomeContract(new(PostgresServer.Shared.CreateDatabase()));
