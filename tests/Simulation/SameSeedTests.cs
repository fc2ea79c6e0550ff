using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Tests.Simulation;

/// <summary>A seed is the whole truth about a storm.</summary>
public sealed class SameSeedTests
{
    private const int Seed = 2_001;

    [Fact]
    public void Two_processes_with_the_same_seed_write_the_same_journal()
    {
        using var other = Repeat(Seed);
        var here = OwnThread.Run(() => Storm.Run(StormPlan.Morning(Seed)));
        var printed = other.StandardOutput.ReadToEnd();
        other.WaitForExit();

        here.MustBeClean();
        Assert.Equal(0, other.ExitCode);
        Assert.Contains(here.Hash, printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_seed_writes_another_journal()
    {
        var hashes = new[] { Seed, Seed + 1 }.Select(seed => OwnThread.Run(() => Storm.Run(StormPlan.Morning(seed))).Hash);

        Assert.Equal(2, hashes.Distinct().Count());
    }

    /// <summary>Runs the same storm in a process of its own, by the command that a reader of a failure uses.</summary>
    private static Process Repeat(int seed) => Process.Start(new ProcessStartInfo("dotnet",
        [typeof(Storm).Assembly.Location, "morning", seed.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardOutput = true,
    })!;
}
