using Dispatch.Tests.Shared;
using Xunit.Abstractions;

// Each test runs a service and loads it: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Dispatch.Tests.Crash;

public sealed class SqliteCrashTests : CrashContract
{
    public SqliteCrashTests(ITestOutputHelper output) : this(new TemporaryFolder(), output)
    {
    }

    private SqliteCrashTests(TemporaryFolder folder, ITestOutputHelper output) : base(folder.File("crash.db"), folder, output)
    {
    }
}

[OnPostgres]
public sealed class PostgresCrashTests(ITestOutputHelper output) : CrashContract(PostgresServer.Shared.CreateDatabase(), new TemporaryFolder(), output);
