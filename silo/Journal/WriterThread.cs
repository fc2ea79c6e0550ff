namespace Dispatch.Silo.Journal;

/// <summary>The production writer: one thread that drains the group commit for as long as the process lives.</summary>
public sealed class WriterThread : IDisposable
{
    private readonly GroupCommit commits;
    private readonly AutoResetEvent arrived = new(initialState: false);
    private readonly Thread thread;
    private volatile bool stopping;
    private int asleep;

    /// <summary>Starts the thread.</summary>
    public WriterThread(GroupCommit commits)
    {
        this.commits = commits;
        commits.WorkArrived = Wake;
        thread = new(Loop) { IsBackground = true, Name = "journal writer" };
        thread.Start();
    }

    /// <summary>Writes what is pending, refuses the rest and ends the thread.</summary>
    public void Dispose()
    {
        if (stopping)
            return;
        stopping = true;
        arrived.Set();
        thread.Join();
        commits.Close();
        arrived.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            if (commits.Drain())
                continue;
            if (stopping)
                return;
            Volatile.Write(ref asleep, 1);
            Interlocked.MemoryBarrier();
            if (commits.IsIdle && !stopping)
                arrived.WaitOne();
            Volatile.Write(ref asleep, 0);
        }
    }

    // Signalling costs more than the rest of an append, so only a sleeping writer is signalled.
    private void Wake()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref asleep) == 1 && Interlocked.Exchange(ref asleep, 0) == 1)
            arrived.Set();
    }
}
