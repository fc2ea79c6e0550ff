using System.Collections.Concurrent;
using System.Diagnostics;
using Dispatch.Api.Demo.Company;
using Dispatch.Configuration;
using Dispatch.Engineers;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Planning;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Founding;
using Dispatch.Silo.Journal;
using Dispatch.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Dispatch.Bench;

/// <summary>How long a house call took: until its ticket was taken in, and until somebody was promised for it, both durable; milliseconds.</summary>
internal sealed record Promise(double TakenIn, double Promised);

/// <summary>A zone whose engineers have a full day, on the grains and the journal that the service runs on.</summary>
internal sealed class LiveZone(IHost host, int seed) : ICommitObserver
{
    private const string Zone = "city";
    private const string Org = "company";
    private const double Width = 0.35;
    private const string Kind = "house-call";
    private const string CaseType = """
        {"id":"house-call","name":{"zh":"上门","en":"House call"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":45,"window":{"withinHours":12},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
    private readonly IdSource ids = new(TimeProvider.System, seed);
    private readonly Random random = new(seed);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<(string Kind, long At)>> awaited = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> visits = new(StringComparer.Ordinal);
    private int numbers;

    /// <summary>Engineers by how many visits they are promised for, most first.</summary>
    public IEnumerable<(string Engineer, IReadOnlyCollection<string> Tickets)> Busiest =>
        visits.Select(each => (each.Key, (IReadOnlyCollection<string>)each.Value.Keys.ToList())).OrderByDescending(each => each.Item2.Count).ThenBy(each => each.Key, StringComparer.Ordinal);

    /// <summary>Founds the zone.</summary>
    public async Task Found(int engineers, ShiftPattern shift)
    {
        host.Services.GetRequiredService<CommitObservers>().Add(this);
        var configuration = host.Services.GetRequiredService<ConfigurationCache>();
        await new DemoSeed(grains, configuration).Found();
        var plan = new CompanyPlan
        {
            Teams = [], Warehouses = [], Routing = [],
            Zones = [new(Zone, new("全城", "City"), new Place(121.2, 31), new Place(121.8, 31.5))],
            Engineers = [.. Enumerable.Range(0, engineers).Select(n => new EngineerProfile($"e{n:000}", new($"工程师{n}", $"Engineer {n}"), Org, [], Somewhere(), [Zone], shift) { MaxVisitsPerDay = 12 })],
        };
        await new CompanyFounder(grains, configuration, Org, Origin.System).Found(plan);
        await grains.GetGrain<IConfigurationGrain>($"{PublishedDocument.Kind}/{CaseTypes.Kind.Name}/{Kind}").Publish(new(CaseTypes.Kind.Name, Kind, JsonBody.Parse(CaseType), IfMatch: null), Origin.System);
        await configuration.WaitFor(new(CaseTypes.Kind.Name, Kind, 1), CancellationToken.None);
    }

    /// <summary>Takes in a house call anywhere in the zone and waits until somebody is promised.</summary>
    public async Task<Promise> Call()
    {
        var id = ids.Next();
        var answer = Await(id);
        var began = Stopwatch.GetTimestamp();
        await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{id}").Open(
            new OpenTicket($"D-{Interlocked.Increment(ref numbers):0000000}", Org, Kind, "web") { Place = Somewhere(), Zone = Zone }, Origin.System, []);
        var taken = Stopwatch.GetElapsedTime(began);
        var (_, at) = await answer.WaitAsync(Patience);
        return new(taken.TotalMilliseconds, Stopwatch.GetElapsedTime(began, at).TotalMilliseconds);
    }

    /// <summary>Somebody falls ill; waits until each of his visits is promised by somebody else, or is known to find nobody.</summary>
    /// <returns>Milliseconds, and how many of his visits found somebody.</returns>
    public async Task<(double Milliseconds, int Visits, int Found)> Lose(string engineer)
    {
        var tickets = visits[engineer].Keys.ToList();
        var answers = tickets.ConvertAll(Await);
        var began = Stopwatch.GetTimestamp();
        await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{engineer}").Handle(new ReportSick(), Origin.System);
        var settled = await Task.WhenAll(answers).WaitAsync(Patience);
        return (settled.Max(each => Stopwatch.GetElapsedTime(began, each.At).TotalMilliseconds), tickets.Count, settled.Count(each => each.Kind is "visit-booked.v1"));
    }

    /// <inheritdoc />
    public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var @event in events)
            if (@event.Kind is "visit-booked.v1" or "visit-unassigned.v1" or "visit-given-up.v1")
                Note(@event, now);
    }

    private void Note(JournalEvent @event, long at)
    {
        var ticket = @event.EntityId[(Ticket.Kind.Length + 1)..];
        if (@event.Kind is "visit-given-up.v1")
        {
            foreach (var each in visits.Values)
                each.TryRemove(ticket, out _);
            return;
        }
        if (EventKinds.Of<TicketEvent>().Read(@event.Kind, @event.Body.Span) is VisitBooked booked)
            visits.GetOrAdd(booked.Booking.Engineer, _ => new(StringComparer.Ordinal))[ticket] = true;
        if (awaited.TryRemove(ticket, out var waiting))
            waiting.TrySetResult((@event.Kind, at));
    }

    private Task<(string Kind, long At)> Await(string ticket) =>
        awaited.GetOrAdd(ticket, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private Place Somewhere()
    {
        lock (random)
            return new(121.3 + random.NextDouble() * Width, 31.05 + random.NextDouble() * Width);
    }
}
