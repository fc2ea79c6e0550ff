using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;

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

public sealed class InMemoryJournalTests() : JournalContract(new JournalOptions("Data Source=:memory:"));
