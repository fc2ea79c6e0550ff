using Dispatch.Tests.Shared;
using Xunit.Abstractions;

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
