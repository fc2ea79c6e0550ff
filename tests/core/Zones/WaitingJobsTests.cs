using Dispatch.Matching;
using Dispatch.Zones;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Zones;

public sealed class WaitingJobsTests
{
    private readonly WaitingJobs waiting = new();

    [Fact]
    public void Jobs_are_taken_by_urgency_and_then_by_age()
    {
        Wait("t1/w1", At(9));
        Wait("t2/w1", At(9, 2), Priority.Urgent);
        Wait("t3/w1", At(9, 1));
        Wait("t1/w1", At(9, 3));
        Assert.Equal(["t2/w1", "t1/w1", "t3/w1"], Take());
        Assert.Equal(0, waiting.Count);
    }

    [Fact]
    public void Jobs_that_nobody_can_take_go_on_waiting()
    {
        Wait("t1/w1", At(9));
        Wait("t2/w1", At(9, 1));
        Assert.Equal(["t2/w1"], Take(feasible: job => job.Id == "t2/w1"));
        Assert.Equal(1, waiting.Count);
    }

    [Fact]
    public void A_change_is_worked_off_in_portions()
    {
        for (var n = 0; n < 5; n++)
            Wait($"t{n}/w1", At(9, n));
        Assert.Equal(["t0/w1", "t1/w1"], Take(most: 2));
        Assert.True(waiting.Unfinished);
        Assert.Equal(["t2/w1", "t3/w1", "t4/w1"], waiting.TakeFeasible(_ => true, tries: 10, most: 10).Select(job => job.Id));
        Assert.False(waiting.Unfinished);
    }

    [Fact]
    public void No_more_are_tried_at_once_than_allowed()
    {
        for (var n = 0; n < 5; n++)
            Wait($"t{n}/w1", At(9, n));
        var tried = 0;
        waiting.Restart();
        waiting.TakeFeasible(_ => ++tried < 0, tries: 3, most: 10);
        Assert.Equal(3, tried);
    }

    [Fact]
    public void Nothing_is_tried_before_something_changes()
    {
        Wait("t1/w1", At(9));
        Assert.Empty(waiting.TakeFeasible(_ => true, tries: 10, most: 10));
    }

    [Fact]
    public void A_job_that_no_longer_waits_is_not_taken()
    {
        Wait("t1/w1", At(9));
        waiting.Restart();
        waiting.Remove("t1/w1");
        Assert.Empty(waiting.TakeFeasible(_ => true, tries: 10, most: 10));
    }

    private void Wait(string id, DateTimeOffset since, Priority priority = Priority.Normal) =>
        waiting.Add(JobIn(new(At(9), At(18)), id: id) with { Priority = priority }, since);

    private IEnumerable<string> Take(Func<Job, bool>? feasible = null, int most = 10)
    {
        waiting.Restart();
        return waiting.TakeFeasible(feasible ?? (_ => true), tries: 10, most).Select(job => job.Id);
    }
}
