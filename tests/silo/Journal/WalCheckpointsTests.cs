using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Journal;

public sealed class WalCheckpointsTests : IDisposable
{
    private const int Tickets = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task What_is_committed_comes_into_the_database_itself_without_a_commit_that_has_to_wait_for_it()
    {
        using var opened = OpenedJournal.Open(new($"Data Source={folder.File("journal.db")}"), TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, Tickets).Select(n => opened.Journal.Append(Commit($"ticket/{n}", 0))));

        var began = TimeProvider.System.GetTimestamp();
        while (CountWithoutLog() < Tickets)
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "Nothing is copied.");
    }

    [Fact]
    public async Task A_long_log_begins_anew_while_commits_go_on()
    {
        using var opened = OpenedJournal.Open(new($"Data Source={folder.File("journal.db")}"), TimeProvider.System);
        var large = $"\"{new string('x', 1 << 20)}\"";
        var (began, commits, first) = (TimeProvider.System.GetTimestamp(), 0, "");
        for (; first is "" || Salt() == first; commits++)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"The log is {LogLength >> 20} MB long.");
            await opened.Journal.Append(Commit($"ticket/{commits}", 0, state: LogLength < LongLog ? large : "{}"));
            first = first is "" ? Salt() : first;
        }
        Assert.True(LogLength < 3 * LongLog, "The writer had to.");
    }

    private const long LongLog = 32_000 * 4096L;

    private long LogLength => new FileInfo(folder.File("journal.db-wal")).Length;

    /// <summary>Two numbers in the log's header, which are others whenever it begins anew (SQLite, <i>Database File Format</i>, section 4.1).</summary>
    private string Salt()
    {
        using var log = new FileStream(folder.File("journal.db-wal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = 16;
        var salt = new byte[8];
        log.ReadExactly(salt);
        return Convert.ToHexString(salt);
    }

    private long CountWithoutLog()
    {
        var copy = folder.File("copy.db");
        File.Copy(folder.File("journal.db"), copy, overwrite: true);
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from event";
        try
        {
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // Taken in the middle of a copy, or before the first.
            return 0;
        }
    }

    public void Dispose() => folder.Dispose();
}
