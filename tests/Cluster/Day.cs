using System.Diagnostics;
using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;
using Xunit.Abstractions;

namespace Dispatch.Tests.Cluster;

/// <summary>What befalls a cluster in a day, and how long calls failed after each blow: until the last moment at which one was begun that came to nothing.</summary>
internal sealed class Day(ClusterProcesses cluster, Intake intake, ITestOutputHelper output)
{
    /// <summary>How long is looked for calls that fail after a blow.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    private readonly List<TimeSpan> kills = [];
    private readonly List<TimeSpan> freezes = [];
    private readonly List<int> exitCodes = [];

    /// <summary>For how long calls failed after each kill.</summary>
    public IReadOnlyList<TimeSpan> Kills => kills;

    /// <summary>For how long calls failed after each freeze.</summary>
    public IReadOnlyList<TimeSpan> Freezes => freezes;

    /// <summary>How silos ended that were told to.</summary>
    public IReadOnlyList<int> ExitCodes => exitCodes;

    /// <summary>SIGKILL; its supervisor starts it again at once, on the same endpoint.</summary>
    public async Task Kill(ServiceProcess silo)
    {
        var at = silo.Kill();
        silo.Launch();
        await Task.Delay(Watched);
        kills.Add(Failing("kill", at));
        await silo.WaitUntilReady();
    }

    /// <summary>SIGSTOP for a while: the others go on without it, and it finds out when it goes on.</summary>
    public async Task Freeze(ServiceProcess silo, TimeSpan time)
    {
        var at = Stopwatch.GetTimestamp();
        silo.Freeze();
        await Task.Delay(time);
        freezes.Add(Failing("freeze", at));
        silo.Thaw();
        var code = await silo.WaitUntilEnded();
        output.WriteLine($"The frozen silo learnt that it counts as dead and ended with {code}.");
        silo.Launch();
        await silo.WaitUntilReady();
    }

    /// <summary>PostgreSQL goes and comes back; nobody is restarted for it.</summary>
    public async Task RestartDatabase()
    {
        var at = Stopwatch.GetTimestamp();
        cluster.Postgres.Restart();
        await Task.Delay(Watched);
        Failing("restart of the database", at);
    }

    /// <summary>SIGTERM, and started again: one step of a new version's way through the cluster.</summary>
    public async Task Roll(ServiceProcess silo)
    {
        var at = Stopwatch.GetTimestamp();
        exitCodes.Add(await silo.Terminate());
        silo.Launch();
        await silo.WaitUntilReady();
        Failing("roll", at);
    }

    private TimeSpan Failing(string blow, long at)
    {
        var failed = intake.Failed.Where(attempt => attempt.Ended >= at).ToList();
        var lasted = failed.Where(attempt => attempt.Begun >= at).Select(attempt => Stopwatch.GetElapsedTime(at, attempt.Begun)).DefaultIfEmpty().Max();
        output.WriteLine(
            $"{blow}: {failed.Count} requests had to be sent again, the last of them begun {lasted.TotalSeconds:0.0} s after it; "
            + $"{string.Join(", ", failed.CountBy(attempt => attempt.Why).Select(why => $"{why.Value} {why.Key}"))}; {intake.Acknowledged.Count} acknowledged by now.");
        return lasted;
    }
}
