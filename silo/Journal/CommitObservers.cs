using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>Passes the news of durable batches on to everyone in this process who asked for it.</summary>
public sealed class CommitObservers : ICommitObserver
{
    private volatile ICommitObserver[] observers = [];

    /// <summary>Adds an observer, for good.</summary>
    public void Add(ICommitObserver observer)
    {
        lock (this)
            observers = [.. observers, observer];
    }

    /// <inheritdoc />
    public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events)
    {
        foreach (var observer in observers)
            observer.Committed(head, wakes, events);
    }
}
