using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Teams;
using Dispatch.Tickets;

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

    private ITeamGrain Service => story.World.Grains.GetGrain<ITeamGrain>("team/service");
}
