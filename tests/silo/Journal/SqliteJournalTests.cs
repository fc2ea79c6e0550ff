using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Journal;

public sealed class SqliteJournalTests : JournalContract
{
    private readonly TemporaryFolder folder;

    public SqliteJournalTests() : this(new TemporaryFolder())
    {
    }

    private SqliteJournalTests(TemporaryFolder folder) : base(new JournalOptions($"Data Source={folder.File("journal.db")}")) =>
        this.folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }
}

/// <summary>What only a database in a file must do.</summary>
public sealed class SqliteLogTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_log_begins_anew_however_much_is_written_without_a_break()
    {
        var (file, large) = (folder.File("journal.db"), $"\"{new string('x', 16_000)}\"");
        using var opened = OpenedJournal.Open(new($"Data Source={file}"), TimeProvider.System);
        for (var batch = 0; batch < 40; batch++)
            await Task.WhenAll(Enumerable.Range(0, 250).Select(n => opened.Journal.Append(Commit($"ticket/{(batch * 250) + n}", 0, state: large))));

        // 160 MB were written; the log may hold 64 MB and what comes while the rest of it is moved.
        Assert.InRange(new FileInfo($"{file}-wal").Length, 1, 128 * Megabyte);
        Assert.InRange(new FileInfo(file).Length, 32 * Megabyte, 512 * Megabyte);
    }
}

public sealed class InMemoryJournalTests() : JournalContract(new JournalOptions("Data Source=:memory:"));
