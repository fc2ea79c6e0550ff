using System.Globalization;
using Dispatch.Api.Plans;

namespace Dispatch.Tests.Api.Plans;

public sealed class SteppingBackTests
{
    [Fact]
    public async Task A_thread_that_steps_back_does_so_alone()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var before = Niceness();
        var inside = await Task.Factory.StartNew(
            () =>
            {
                SteppingBack.ForGood();
                return Niceness();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal(Math.Max(before, 10), inside);
        Assert.Equal(before, await Task.Run(Niceness));
    }

    /// <summary>Of the calling thread: the 19th field of its line, the 17th behind the name in parentheses (proc(5)).</summary>
    private static int Niceness()
    {
        var line = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
