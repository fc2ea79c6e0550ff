namespace Dispatch.Silo.Journal;

/// <summary>The writer of a simulation: each append schedules a drain on the simulation's own scheduler, so that everything runs on its one thread.</summary>
public sealed class WriterPump : IDisposable
{
    private readonly GroupCommit commits;
    private readonly TaskFactory factory;
    private int scheduled;

    /// <summary>Drains on <paramref name="scheduler"/> from now on.</summary>
    public WriterPump(GroupCommit commits, TaskScheduler scheduler)
    {
        this.commits = commits;
        factory = new(CancellationToken.None, TaskCreationOptions.None, TaskContinuationOptions.None, scheduler);
        commits.WorkArrived = Schedule;
    }

    /// <summary>Refuses everything from now on.</summary>
    public void Dispose() => commits.Close();

    private void Schedule()
    {
        if (Interlocked.Exchange(ref scheduled, 1) == 0)
            factory.StartNew(Drain);
    }

    private void Drain()
    {
        Volatile.Write(ref scheduled, 0);
        commits.Drain();
        if (!commits.IsIdle)
            Schedule();
    }
}
