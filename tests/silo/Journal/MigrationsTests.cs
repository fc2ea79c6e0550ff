using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace Dispatch.Tests.Silo.Journal;

public sealed class MigrationsTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void Files_are_numbered_from_one_without_gaps(string database)
    {
        var numbers = Migrations.Of(database).Select(migration => migration.Number).ToList();

        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = $"Data Source={folder.File("journal.db")};Pooling=False";
        OpenedJournal.Open(new(file), TimeProvider.System).Dispose();
        using (var connection = new SqliteConnection(file))
        {
            connection.Open();
            using var newer = connection.CreateCommand();
            newer.CommandText = "insert into migration values (9999, 'from the future')";
            newer.ExecuteNonQuery();
        }

        var refused = Assert.Throws<NotSupportedException>(() => OpenedJournal.Open(new(file), TimeProvider.System));
        Assert.Contains("9999", refused.Message);
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var options = new JournalOptions($"Data Source={folder.File("journal.db")}");
        using (var first = OpenedJournal.Open(options, TimeProvider.System))
            await first.Journal.Append(Commits.Commit("ticket/1", 0, state: """{"n":1}"""));

        using var second = OpenedJournal.Open(options, TimeProvider.System);
        Assert.Equal(1, (await second.Journal.Load("ticket/1"))!.Version);
        Assert.Equal(1, await second.Journal.Head());
    }
}
