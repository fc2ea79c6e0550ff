using System.Collections.Concurrent;
using Dispatch.Engineers;
using Dispatch.Stock;
using Dispatch.Tests.Simulation.Faults;
using Dispatch.Tests.World;
using Dispatch.Tickets;
using Xunit.Abstractions;

namespace Dispatch.Tests.Simulation;

/// <summary>The simulation has teeth: each fault planted in a silo is caught by the invariant that it breaks, on seeds that are clean without it.</summary>
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const int MostSeeds = 5;
    private const int FirstSeed = 1_001;

    private static readonly ConcurrentDictionary<StormPlan, StormReport> Clean = new();

    [Fact]
    public void A_journal_without_its_fence_is_caught_by_snapshots_that_events_do_not_fold_into() =>
        Catch("snapshots", FenceOff.In);

    [Fact]
    public void Wake_ups_that_the_clock_loses_are_caught_by_deadlines_that_nobody_judged() =>
        Catch("deadlines", options => LostWakes.In(options, due => due.Kind == Ticket.Kind && due.EntityId[^1] is '0' or '7'));

    [Fact]
    public void Holds_that_nobody_lets_lapse_are_caught_by_their_age() =>
        Catch("holds", options => LostWakes.In(options, due => due.Kind == StockItem.Kind || due.Kind == EngineerDay.Kind));

    [Fact]
    public void A_doubled_message_that_takes_effect_twice_is_caught_by_counting_the_shelves() =>
        Catch("deliveries", KeysForgotten.In);

    [Fact]
    public void An_acknowledgement_before_the_commit_is_caught_by_the_ticket_that_is_lost() =>
        Catch("acknowledged-tickets", EarlyAcknowledgement.In);

    private void Catch(string invariant, Func<WorldOptions, WorldOptions> fault)
    {
        for (var seed = FirstSeed; seed < FirstSeed + MostSeeds; seed++)
        {
            var plan = StormPlan.Morning(seed);
            Clean.GetOrAdd(plan, static plan => OwnThread.Run(() => Storm.Run(plan))).MustBeClean();
            var report = OwnThread.Run(() => Storm.Run(plan, fault));
            output.WriteLine($"{report}: {string.Join(' ', report.Flaws.CountBy(flaw => flaw.Invariant))}");
            if (report.Flaws.Any(flaw => flaw.Invariant == invariant))
                return;
        }
        Assert.Fail($"The planted fault was not caught by {invariant} within {MostSeeds} seeds.");
    }
}
