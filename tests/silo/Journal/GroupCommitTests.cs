using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Journal;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Journal;

/// <summary>The writer's own rules, over a database that does what the test says.</summary>
public sealed class GroupCommitTests
{
    private readonly SingleThreadScheduler scheduler = new(new VirtualTime(Noon));
    private readonly ScriptedWriter writer = new();
    private readonly CommitObservers observers = new();
    private readonly GroupCommit commits;
    private readonly List<Task<long>> started = [];

    public GroupCommitTests()
    {
        commits = new(writer, observers, batchLimit: 4);
        _ = new WriterPump(commits, scheduler);
    }

    [Fact]
    public void What_arrives_together_is_written_together_up_to_the_limit()
    {
        Start(Enumerable.Range(0, 10).Select(n => Commit($"ticket/{n}", 0)));

        Assert.Equal([4, 4, 2], writer.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public void Nobody_is_answered_before_the_batch_is_durable()
    {
        writer.Before = () => Assert.All(started, append => Assert.False(append.IsCompleted));
        Start([Commit("ticket/1", 0), Commit("ticket/2", 0)]);

        Assert.All(started, append => Assert.True(append.IsCompletedSuccessfully));
    }

    [Fact]
    public void Observers_hear_of_winners_only_and_before_the_callers()
    {
        var heard = new List<string>();
        observers.Add(new Listener(wakes =>
        {
            Assert.All(started, append => Assert.False(append.IsCompleted));
            heard.AddRange(wakes.Select(wake => wake.EntityId));
        }));
        writer.Losses = [new(0)];
        Start([Commit("ticket/lost", 0), Commit("ticket/won", 0, wakeAt: Noon)]);

        Assert.Equal(["ticket/won"], heard);
        Assert.IsType<VersionConflictException>(started[0].Exception!.InnerException);
    }

    [Fact]
    public void An_outage_fails_the_callers_of_its_batch_and_the_next_batch_is_written()
    {
        writer.Before = () => throw new IOException("disk full");
        Start([Commit("ticket/1", 0)]);
        Assert.IsType<JournalUnavailableException>(started[0].Exception!.InnerException);

        writer.Before = () => { };
        Start([Commit("ticket/2", 0)]);
        Assert.True(started[1].IsCompletedSuccessfully);
    }

    [Fact]
    public async Task An_observer_that_fails_takes_no_answer_back()
    {
        observers.Add(new Listener(_ => throw new InvalidOperationException("observer")));
        Start([Commit("ticket/1", 0)]);

        Assert.Equal(1, await started[0]);
    }

    [Fact]
    public void A_thousand_repeats_of_one_request_cost_two_batches()
    {
        Start(Enumerable.Range(0, 1_000).Select(n => Commit($"ticket/{n}", 0) with { Keys = [Key("k")] }));

        Assert.InRange(writer.Batches.Count, 1, 2);
        Assert.Equal(999, started.Count(append => append.Exception?.InnerException is DuplicateKeyException refused && refused.Holder.EntityId == "ticket/0"));
    }

    [Fact]
    public void A_repeat_wins_when_the_first_request_lost()
    {
        writer.Losses = [new(0)];
        Start([Commit("ticket/1", 0) with { Keys = [Key("k")] }, Commit("ticket/2", 0) with { Keys = [Key("k")] }]);

        Assert.True(started[0].IsFaulted);
        Assert.Equal(["ticket/2"], writer.Batches[1].Select(commit => commit.EntityId));
        Assert.True(started[1].IsCompletedSuccessfully);
    }

    private void Start(IEnumerable<Commit> batch)
    {
        scheduler.Start(() =>
        {
            started.AddRange(batch.Select(commit => commits.Append(commit)));
            return Task.CompletedTask;
        });
        scheduler.RunUntilIdle();
    }

    private sealed class ScriptedWriter : IBatchWriter
    {
        public List<IReadOnlyList<Commit>> Batches { get; } = [];

        public Action Before { get; set; } = () => { };

        public IReadOnlyList<Loss> Losses { get; set; } = [];

        public BatchResult Write(IReadOnlyList<Commit> batch)
        {
            Before();
            Batches.Add([.. batch]);
            var losses = Losses;
            Losses = [];
            return new(Batches.Count, losses);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Listener(Action<IReadOnlyList<DueEntity>> committed) : ICommitObserver
    {
        public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events) => committed(wakes);
    }
}
