using Microsoft.Data.Sqlite;

namespace Dispatch.Silo.Journal;

/// <summary>Copies what the write-ahead log holds into the database beside the commits, so that the writer, which does so itself once the log is long, finds little left.</summary>
/// <remarks>
/// Left to itself the writer copies some 256 MB at a stretch, and all commits wait meanwhile. A passive checkpoint waits for nobody and nobody waits for it; but while
/// others write only the writer's own comes to an end and lets the log begin anew, which is why that stays on (SQLite, <i>Write-Ahead Logging</i>, sections 2.1 and 3.2).
/// </remarks>
public sealed class WalCheckpoints : IDisposable
{
    /// <summary>A page that is written time and again is copied once an interval, so a short one costs.</summary>
    private static readonly TimeSpan Usually = TimeSpan.FromSeconds(1);

    /// <summary>The interval while the writer's own turn is near: what is left to it is what came since.</summary>
    private static readonly TimeSpan BeforeTheWriter = TimeSpan.FromMilliseconds(2);

    private const int NearlyLong = SqliteDatabase.LongLog * 15 / 16;

    private readonly SqliteDatabase database;
    private readonly ManualResetEvent stopping = new(initialState: false);
    private readonly Thread thread;

    /// <summary>Starts the thread.</summary>
    public WalCheckpoints(SqliteDatabase database)
    {
        this.database = database;
        thread = new(Loop) { IsBackground = true, Name = "journal checkpoints" };
        thread.Start();
    }

    /// <summary>Ends the thread; a copy that is under way is finished first.</summary>
    public void Dispose()
    {
        if (!thread.IsAlive)
            return;
        stopping.Set();
        thread.Join();
        stopping.Dispose();
    }

    private void Loop()
    {
        var (wait, before) = (Usually, 0);
        while (!stopping.WaitOne(wait))
        {
            var pages = Copied();
            wait = Until(pages, grown: pages - before, wait);
            before = pages;
        }
    }

    /// <summary>Time to the next copy: the usual one, unless the log will have become nearly long before that. One that does not grow needs no hurry, however long it is.</summary>
    private static TimeSpan Until(int pages, int grown, TimeSpan within)
    {
        if (grown <= 0)
            return Usually;
        if (pages >= NearlyLong)
            return BeforeTheWriter;
        var reached = within * ((double)(NearlyLong - pages) / grown);
        return reached < Usually ? reached : Usually;
    }

    private int Copied()
    {
        try
        {
            return database.Checkpoint();
        }
        catch (SqliteException)
        {
            // Such as a full disk: the writer meets it too, and it is there that somebody is told.
            return 0;
        }
    }
}
