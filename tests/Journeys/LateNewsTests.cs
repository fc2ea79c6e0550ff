using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Teams;
using Dispatch.Tests.Shared;
using Dispatch.Tickets;
using AcceptVisit = Dispatch.Tickets.AcceptVisit;

namespace Dispatch.Tests.Journeys;

/// <summary>News between grains that comes late, twice, or to another activation than the one that is asked about it.</summary>
public sealed class LateNewsTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void A_release_told_to_a_team_that_died_before_it_was_settled_is_not_lost()
    {
        var id = story.Open("consultation");
        var (step, until) = (new StepRef(id, "s1"), story.Now.Truncate());
        Assert.NotNull(story.Team("service").HolderOf(step));

        story.World.Run(() => Service.Release(step, until));
        story.World.Crash();
        story.World.Run(() => Service.Settle(step, until));
        Assert.Null(story.Team("service").HolderOf(step));
    }

    [Fact]
    public void A_team_that_lives_on_beside_its_successor_does_not_answer_that_a_release_is_done_from_what_it_remembers()
    {
        story.World.StartRival();
        var id = story.Open("consultation");
        var (step, until) = (new StepRef(id, "s1"), story.Now.Truncate());
        var outdated = story.World.RivalGrains!.GetGrain<ITeamGrain>("team/service");

        // It was alive before the step was given to anybody.
        Assert.Throws<VersionConflictException>(() => story.World.Run(() => outdated.Settle(step, until)));
        story.World.Run(() => outdated.Settle(step, until));
        story.World.StopRival();
        story.World.Crash();
        Assert.Null(story.Team("service").HolderOf(step));
    }

    [Fact]
    public void A_ticket_that_lives_on_beside_its_successor_does_not_refuse_what_a_team_gave_somebody_from_what_it_remembers()
    {
        story.World.StartRival();
        var id = story.Open("consultation");
        var outdated = story.World.RivalGrains!.GetGrain<ITicketGrain>($"ticket/{id}");
        story.World.Run(() => outdated.Describe());
        story.Do(id, new TransferStep("s1", "claims", Reason: null));
        var given = new AcceptAssignment("s1", "claims", "claims.1");

        // A team believes a refusal, and takes the step back.
        Assert.Throws<VersionConflictException>(() => story.World.Run(() => outdated.Handle(given, Origin.System, [])));
        Assert.IsType<Outcome.Accepted>(story.World.Run(() => outdated.Handle(given, Origin.System, [])));
        story.World.StopRival();
    }

    [Fact]
    public void A_visit_that_the_engineers_day_gave_up_does_not_begin_before_its_ticket_has_heard_so()
    {
        var id = story.OpenBookedRepair();
        var booking = story.Visit(id).Booking!;
        story.Do(id, new AcceptVisit("w1", booking.Engineer));
        var day = story.World.Grains.GetGrain<IEngineerDayGrain>($"engineer-day/{booking.Engineer}/{booking.Date:yyyy-MM-dd}");
        story.World.Run(() => day.Release(booking.Job, booking.Attempt, Origin.System));
        story.Refused(RejectionCode.EngineerVisitUnknown, id, new Depart("w1", booking.Engineer));
        story.Refused(RejectionCode.EngineerVisitUnknown, id, new Arrive("w1", booking.Engineer));

        story.Do(id, new LoseVisit("w1", booking.Attempt));
        Assert.Equal((WorkOrderState.Booked, 2), (story.Visit(id).State, story.Visit(id).Attempt));
    }

    [LocalFact("delays a message between grains")]
    public void An_engineer_who_sets_out_before_his_day_heard_of_the_promise_has_it_in_his_day_to_stay()
    {
        var network = new SlowTo("Confirm") { IsSlow = true };
        using var told = new Story(world => world with { Network = network });
        var id = told.OpenBookedRepair("fan");
        var (engineer, warehouse) = (told.Visit(id).Booking!.Engineer, told.Visit(id).Booking!.Warehouse!);
        told.Do(id, new AcceptVisit("w1", engineer));
        Assert.Equal(VisitState.Held, told.Day(engineer).Find($"{id}/w1")!.State);

        // The news dies with the silo, before it is sent again.
        told.World.Crash();
        network.IsSlow = false;
        told.Do(id, new Depart("w1", engineer));
        told.World.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal((WorkOrderState.Departed, VisitState.Departed), (told.Visit(id).State, told.Day(engineer).Find($"{id}/w1")?.State));
        Assert.True(told.Stock(warehouse, "fan").Find($"{id}/w1") is { ExpiresAt: null }, "The parts are promised as well.");
    }

    /// <summary>A network on which one call takes twenty seconds for as long as it is slow.</summary>
    private sealed class SlowTo(string method) : INetwork
    {
        public bool IsSlow { get; set; }

        public Passage Of(string target, string called, string? caller) => IsSlow && called == method ? new(TimeSpan.FromSeconds(20)) : Passage.Smooth;
    }

    private ITeamGrain Service => story.World.Grains.GetGrain<ITeamGrain>("team/service");
}
