using System.Text.Json;
using Dispatch.Api.CommandLine;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class PlanCommandTests : IDisposable
{
    private const string Instance = """
        TINY

        VEHICLE
        NUMBER     CAPACITY
          2         10

        CUSTOMER
        CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

            0      0          0          0          0       100          0
            1      3          4          6          0        50         10
            2      6          8          6          0        50         10
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_benchmark_file_is_solved_and_the_plan_written_as_json()
    {
        var output = Path.Combine(folder.Path, "plan.json");
        Assert.Equal(0, await Solve(Instance, "--iterations", "100", "--out", output));
        var plan = JsonDocument.Parse(await File.ReadAllTextAsync(output)).RootElement;
        Assert.Equal(2, plan.GetProperty("routes").GetArrayLength());
        Assert.Equal(30, plan.GetProperty("costs").GetProperty("travel").GetDouble(), 1e-3);
    }

    [Fact]
    public async Task The_same_seed_and_rounds_on_two_threads_give_the_same_plan()
    {
        var (first, second) = (Path.Combine(folder.Path, "1.json"), Path.Combine(folder.Path, "2.json"));
        await Solve(Instance, "--iterations", "200", "--seed", "7", "--threads", "2", "--out", first);
        await Solve(Instance, "--iterations", "200", "--seed", "7", "--threads", "2", "--out", second);
        Assert.Equal(Routes(first), Routes(second));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "engineers": [], "jobs": [] }""")]
    [InlineData("VEHICLE CUST")]
    public async Task What_cannot_be_read_ends_with_code_2(string content) => Assert.Equal(2, await Solve(content, "--iterations", "1"));

    public void Dispose() => folder.Dispose();

    private async Task<int> Solve(string content, params string[] options)
    {
        var file = Path.Combine(folder.Path, "problem.txt");
        await File.WriteAllTextAsync(file, content);
        return await DispatchCommands.Run(["plan", "solve", file, .. options]);
    }

    private static string Routes(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("routes").GetRawText();
}
