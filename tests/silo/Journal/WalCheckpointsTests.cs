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
