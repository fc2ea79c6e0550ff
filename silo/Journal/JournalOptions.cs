namespace Dispatch.Silo.Journal;

/// <summary>Where the journal is and how it is written.</summary>
/// <param name="ConnectionString"><c>Data Source=…</c> is SQLite (<c>:memory:</c> for an in-memory one), <c>Host=…</c> is PostgreSQL.</param>
public sealed record JournalOptions(string ConnectionString)
{
    /// <summary>Commits in one transaction at most.</summary>
    public int BatchLimit { get; init; } = GroupCommit.DefaultBatchLimit;

    /// <summary>Where the writer runs; null gives it a thread of its own. A simulation passes its own scheduler.</summary>
    public TaskScheduler? WriterScheduler { get; init; }

    /// <summary>Wraps the writer of batches; a simulation plants its faults here.</summary>
    public Func<IBatchWriter, IBatchWriter> WrapWriter { get; init; } = static writer => writer;

    /// <summary>Time between two looks of the feed at the journal when nobody called it; null never looks, which is safe only where one process writes.</summary>
    public TimeSpan? FeedPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the connection string means PostgreSQL.</summary>
    public bool IsPostgres => ConnectionString
        .Split(';', StringSplitOptions.TrimEntries)
        .Any(part => part.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) || part.StartsWith("Server=", StringComparison.OrdinalIgnoreCase));
}
