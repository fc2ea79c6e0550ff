using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Dispatch.Silo.Journal;

/// <summary>Copies what the write-ahead log holds into the database beside the commits, and has the log begin anew once it is long.</summary>
/// <remarks>
/// Left to itself the writer copies a long log at a stretch, and all commits wait meanwhile. A passive checkpoint waits for nobody and nobody waits for it; but while
/// others write it never comes to an end, and the log begins anew only behind one that did (SQLite, <i>Write-Ahead Logging</i>, sections 2.1 and 3.2). So each
/// copies what came during the one before, and once that is little, and all else on the disk, the rest is copied while commits wait.
/// </remarks>
public sealed class WalCheckpoints : IDisposable
{
    /// <summary>A page that is written time and again is copied once an interval, so a short one costs.</summary>
    private static readonly TimeSpan Usually = TimeSpan.FromSeconds(1);

    /// <summary>The interval while somebody who reads an older state keeps the log from beginning anew.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    /// <summary>A copy that took no longer leaves little to the next one.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);

    /// <summary>Where more comes than is copied, none would be the last.</summary>
    private const int MostCopies = 10;

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
            var pages = Copied(database.Checkpoint);
            // One that does not grow needs no hurry, however long it is.
            var isTooLong = pages >= SqliteDatabase.LongLog && pages != before;
            if (isTooLong)
                BeginAnew();
            (wait, before) = (isTooLong ? Soon : Usually, pages);
        }
    }

    private void BeginAnew()
    {
        for (var copies = 0; copies < MostCopies; copies++)
        {
            var began = Stopwatch.GetTimestamp();
            Copied(database.CheckpointToDisk);
            if (Stopwatch.GetElapsedTime(began) <= Short)
                break;
        }
        Copied(database.FinishCheckpoint);
    }

    private static int Copied(Func<int> copy)
    {
        try
        {
            return copy();
        }
        catch (Exception failure) when (failure is SqliteException or IOException)
        {
            // Such as a full disk: the writer meets it too, and it is there that somebody is told.
            return 0;
        }
    }
}
