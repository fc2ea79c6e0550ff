using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>A manager publishes another policy, and what is open goes by it.</summary>
public sealed class RolloutTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void Open_tickets_get_the_deadlines_of_what_was_published_and_those_that_are_over_keep_theirs()
    {
        var (open, over) = (story.Open("consultation"), story.Open("consultation"));
        story.Do(over, new ResolveTicket("answered", null));
        var kept = Due(over);
        story.Until(Story.At(9, 30));
        Publish(minutes: 45);
        story.Until(Story.At(9, 31));

        Assert.Equal((Story.At(9, 45), 2), (Due(open), story.Ticket(open).Sla.Policy!.Version));
        Assert.Equal((kept, 1), (Due(over), story.Ticket(over).Sla.Policy!.Version));
        var rollout = Rollout();
        Assert.Equal((1, 1, 1, 0), (rollout.LookedAt, rollout.Changed, rollout.Moved, rollout.Breached));
        Assert.NotNull(rollout.FinishedAt);
    }


    [Fact]
    public void What_is_too_late_by_the_new_policy_breaches_at_once_and_is_counted()
    {
        var id = story.Open("consultation");
        story.Until(Story.At(9, 30));
        Publish(minutes: 20);
        story.Until(Story.At(9, 31));
        Assert.Equal((SlaClockState.Running, Story.At(9, 20)), (First(id).State, First(id).BreachedAt!.Value));
        Assert.Equal(1, Rollout().Breached);
    }

    [Fact]
    public void A_crash_in_the_middle_goes_on_and_tells_nobody_twice()
    {
        var tickets = Enumerable.Range(0, 5).Select(_ => story.Open("consultation")).ToList();
        story.Until(Story.At(9, 30));
        Publish(minutes: 45);
        for (var crashes = 0; crashes < 5; crashes++)
        {
            story.World.Crash();
            story.World.Advance(TimeSpan.FromMilliseconds(300));
        }
        story.Until(Story.At(9, 32));
        // They came in a second apart.
        Assert.All(tickets.Index(), each => Assert.Equal(Story.At(9, 45).AddSeconds(each.Index), Due(each.Item)));
        Assert.All(tickets, id => Assert.Single(story.Events(id).OfType<SlaMoved>().SelectMany(moved => moved.Happenings).OfType<PolicyReplaced>()));
        var rollout = Rollout();
        Assert.Equal((5, true), (rollout.Changed, rollout.FinishedAt is not null));
    }

    [Fact]
    public void A_later_version_takes_over()
    {
        var id = story.Open("consultation");
        story.Until(Story.At(9, 30));
        Publish(minutes: 60);
        Publish(minutes: 45);
        story.Until(Story.At(9, 32));
        Assert.Equal((Story.At(9, 45), 3), (Due(id), story.Ticket(id).Sla.Policy!.Version));
        Assert.NotNull(Rollout(version: 3).FinishedAt);
        Assert.NotNull(Rollout(version: 2).FinishedAt);
    }

    [Fact]
    public void What_comes_in_meanwhile_waits_behind_a_few_tickets_at_most()
    {
        var batches = new List<int>();
        using var busy = new Story(world => world with { WrapWriter = writer => new CountingWriter(writer, batches) });
        for (var n = 0; n < 30; n++)
            busy.Open("consultation");
        busy.Until(Story.At(9, 30));
        batches.Clear();
        Publish(minutes: 45, busy);
        busy.Until(Story.At(9, 31));
        Assert.InRange(batches.Sum(), 30, int.MaxValue);
        Assert.InRange(batches.Max(), 1, 8);
    }

    /// <summary>Counts the tickets of each batch.</summary>
    private sealed class CountingWriter(IBatchWriter writer, List<int> batches) : IBatchWriter
    {
        public BatchResult Write(IReadOnlyList<Commit> batch)
        {
            batches.Add(batch.Count(commit => commit.Kind == Ticket.Kind));
            return writer.Write(batch);
        }

        public void Dispose() => writer.Dispose();
    }

    private DateTimeOffset? Due(string id) => First(id).DueAt;

    private SlaClock First(string id) => story.Ticket(id).Sla.Clocks.Single(clock => clock.Target is "first-response");

    private SlaRollout Rollout(int version = 2)
    {
        var stored = story.World.Run(() => story.World.Journal.Load($"sla-rollout/sla-policy-standard-{version}").AsTask());
        return JsonSerializer.Deserialize<SlaRollout>(stored!.State.Span, DispatchJson.Stored)!;
    }

    private void Publish(int minutes) => Publish(minutes, story);

    private static void Publish(int minutes, Story story)
    {
        var source = story.World.Service<IConfigurationSource>();
        var policy = source.Current.Current(SlaPolicyKind.Instance, "standard")!.Value.Definition;
        var targets = policy.Targets.Select(target => target.Id is not "first-response" ? target : target with
        {
            Budgets = target.Budgets.ToDictionary(budget => budget.Key, _ => (Budget)minutes), Escalation = [],
        });
        var grain = story.World.Grains.GetGrain<IConfigurationGrain>("config/sla-policy/standard");
        Assert.IsType<Outcome.Accepted>(story.World.Run(() => grain.Publish(
            new("sla-policy", "standard", JsonBody.Of(policy with { Targets = [.. targets] }), IfMatch: null), new("user:manager"))));
    }
}
