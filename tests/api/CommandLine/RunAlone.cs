using Dispatch.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace Dispatch.Tests.Api.CommandLine;

/// <summary>Tests that run alone, because of what a whole process shares: its environment, and the locks of files, which a process that another test starts holds for a moment.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunAlone
{
    public const string Name = "run alone";

    /// <summary>The settings of a service on a file.</summary>
    public static DispatchOptions OptionsOf(string file) => DispatchOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("data", file)]).Build());

    /// <summary>Waits until a host that was disposed has let go of its file.</summary>
    public static async Task UntilFree(string file)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using (var held = DataLock.Try(OptionsOf(file)))
            {
                if (held is not null)
                    return;
            }
            await pulse.WaitForNextTickAsync(patience.Token);
        }
    }
}
