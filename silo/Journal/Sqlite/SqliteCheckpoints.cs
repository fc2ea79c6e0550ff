using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Silo.Journal;

/// <summary>Moves what the write-ahead log holds into the database, beside the writer instead of in its way.</summary>
/// <remarks>
/// SQLite by itself does it within a commit, which then takes as long as all that is moved, and whoever waits for that commit or the next waits with it.
/// The log begins anew only when all of it is moved, so once it is long, the little that came meanwhile is moved while nobody writes.
/// </remarks>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>Frames after which the log is to begin anew: 64 MB.</summary>
    private const int LongLog = 16_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly SqliteConnection connection;
    private readonly SemaphoreSlim writing;
    private readonly AutoResetEvent written = new(initialState: false);
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;

    /// <summary>Starts moving.</summary>
    /// <param name="connection">An open connection of its own.</param>
    /// <param name="writing">Held by whoever writes.</param>
    public SqliteCheckpoints(SqliteConnection connection, SemaphoreSlim writing)
    {
        (this.connection, this.writing) = (connection, writing);
        thread = new(Loop) { IsBackground = true, Name = "checkpoints" };
        thread.Start();
    }

    /// <summary>Says that something was written.</summary>
    public void Written() => written.Set();

    /// <inheritdoc />
    public void Dispose()
    {
        if (stopping.IsSet)
            return;
        stopping.Set();
        written.Set();
        thread.Join();
        connection.Dispose();
        written.Dispose();
        stopping.Dispose();
    }

    private void Loop()
    {
        while (written.WaitOne() && !stopping.IsSet)
        {
            if (Move() >= LongLog)
                MoveTheRest();
            stopping.Wait(Pause);
        }
    }

    private void MoveTheRest()
    {
        writing.Wait();
        try
        {
            Move();
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Moves as much as readers let it; returns how many frames the log has. A failure is left to the next time: the log only grows.</summary>
    private int Move() => raw.sqlite3_wal_checkpoint_v2(connection.Handle!, null, raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out _) is raw.SQLITE_OK ? frames : 0;
}
