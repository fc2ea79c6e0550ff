using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dispatch.Configuration;
using Dispatch.Engineers;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Planning;
using Dispatch.Silo.Consistency;
using Dispatch.Silo.Journal;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Tickets;
using Microsoft.Data.Sqlite;
using Npgsql;
using StepOpened = Dispatch.Flows.StepOpened;

namespace Dispatch.Tests.Silo.Consistency;

/// <summary>One ticket that waits in a queue, one with a visit booked, and the team, engineer and part that belong to them.</summary>
internal sealed class SmallCompany(IJournal journal, JournalOptions options)
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Place Home = new(121.5, 31.2);
    private static readonly Stop Two = new(Home, Noon.AddHours(2), Noon.AddHours(3));
    private static readonly DocumentRef Repair = new("case-type", "repair", 1);
    private static readonly DayTerms Terms = new([new(Noon, Noon.AddHours(8))], Home, TravelModel.City, 8, Absent: false);

    public static Booking Booked { get; } = new("visit/w1", 1, "li.wei", new(2026, 3, 2), Two.Start, Two.End, Noon.AddMinutes(10), "north");

    public async Task Found()
    {
        await Store<Team, TeamEvent>("desk", new TeamEstablished(new("台", "Desk"), "company", null, null));
        await Store<Ticket, TicketEvent>("waits", Opened("D-1", "ref-1"),
            new FlowAdvanced([new StepOpened("s1", "triage", StepKind.Team)], [new("s1", "desk", [new("service", 2)], null)], Noon));
        await Store<Ticket, TicketEvent>("visit", Opened("D-2", "ref-2"),
            new VisitPlanned(new("w1", "s1") { Parts = [new("pump", 2)], Attempt = 1, Since = Noon }), new VisitBooked("w1", Booked, Noon));
        await Store<EngineerDay, EngineerDayEvent>("li.wei/2026-03-02",
            new DayTermsSet(Terms, "company"), new DayVisitHeld("visit/w1", 1, Two, Noon.AddMinutes(1)), new DayVisitConfirmed("visit/w1", 1));
        await Store<StockItem, StockEvent>("north/pump",
            new StockReceived(5), new StockHeld("visit/w1", 1, 2, Noon.AddMinutes(1)), new StockConfirmed("visit/w1", 1));
    }

    public static TicketOpened Opened(string number, string reference) =>
        new(new(number, "company/east", "repair", "web") { ExternalRef = reference, Place = Home }, Repair, Noon);

    public static DayVisitHeld HeldAt(string job, TimeSpan after) =>
        new(job, 1, new(Home, Noon + after, Noon + after + TimeSpan.FromHours(1)), Noon.AddMinutes(1));

    /// <summary>Commits events as their grain would.</summary>
    public async Task Store<TState, TEvent>(string id, params TEvent[] events)
        where TState : class, IEntity<TState, TEvent>
        where TEvent : DomainEvent
    {
        var key = $"{TState.Kind}/{id}";
        var stored = await journal.Load(key);
        var state = stored is null ? TState.Initial(id) : JsonSerializer.Deserialize<TState>(stored.State.Span, DispatchJson.Stored)!;
        state = events.Aggregate(state, (next, @event) => next.Apply(@event));
        var version = stored?.Version ?? 0;
        await journal.Append(new(
            key, TState.Kind, state.Org, version,
            [.. events.Select(@event => new EventToStore(EventKinds.Of<TEvent>().KindOf(@event), Noon, EventKinds.Write(@event)))],
            JsonSerializer.SerializeToUtf8Bytes(state, DispatchJson.Stored), TState.Shape, state.NextWake)
        {
            Row = state is Ticket ticket ? TicketRows.Of(ticket, version + events.Length) : null,
            Keys = state is Ticket { Facts: { ExternalRef: { } reference, Channel: var channel } } && stored is null ? [new($"channel:{channel}", reference, "", null)] : [],
        });
    }

    /// <summary>Does what only a fault could do.</summary>
    public async Task Damage(string sql)
    {
        await using var connection = Connect();
        Assert.NotEqual(0, await connection.ExecuteAsync(sql));
    }

    public async Task<IReadOnlyList<Finding>> Examine(DateTimeOffset? now = null)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        return await Examination.Run(connection, now ?? Noon);
    }

    private DbConnection Connect() => options.IsPostgres
        ? new NpgsqlConnection(options.ConnectionString)
        : new SqliteConnection(options.ConnectionString);
}
