using Dispatch.Api.CommandLine;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.CommandLine;

[Collection(RunAlone.Name)]
public sealed class ImportWithoutDemoTests
{
    [Fact]
    public async Task A_database_without_case_types_is_refused_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("DISPATCH_DEMO", "off");
        try
        {
            Assert.Equal(2, await DispatchCommands.Run(["import", ImportedSample.File("nyc-311"), "--map", "nyc-311", "--data", folder.File("history.db")]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DISPATCH_DEMO", null);
        }
    }
}
