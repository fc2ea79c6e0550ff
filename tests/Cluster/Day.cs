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

    /// <summary>How long a proxy goes on sending to a host that answers nothing any more.</summary>
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(2);

    private readonly List<TimeSpan> kills = [];
    private readonly List<TimeSpan> freezes = [];
    private readonly List<int> exitCodes = [];

    /// <summary>For how long calls failed after each kill.</summary>
    public IReadOnlyList<TimeSpan> Kills => kills;

    /// <summary>For how long calls failed after each freeze.</summary>
    public IReadOnlyList<TimeSpan> Freezes => freezes;

    /// <summary>How silos ended that were told to.</summary>
    public IReadOnlyList<int> ExitCodes => exitCodes;

    /// <summary>SIGKILL of a silo or an API host; its supervisor starts it again at once, on the same endpoint.</summary>
    public async Task Kill(ServiceProcess process, string what = "kill of a silo")
    {
        var at = process.Kill();
        process.Launch();
        await Task.Delay(Watched);
        kills.Add(Failing(what, at));
        await process.WaitUntilReady();
    }

    /// <summary>SIGSTOP of an API host: clients lose patience and send again elsewhere what it holds, and it goes on with all of that when it is let go on.</summary>
    public async Task FreezeHost(ServiceProcess host)
    {
        var at = Stopwatch.GetTimestamp();
        host.Freeze();
        await Task.Delay(Unnoticed);
        host.TakesNoMore();
        await Task.Delay(Watched);
        freezes.Add(Failing("freeze of an API host", at));
        host.Thaw();
        await host.WaitUntilReady();
    }

    /// <summary>SIGSTOP of a silo for a while: the others go on without it, and it finds out when it goes on.</summary>
    public async Task FreezeSilo(ServiceProcess silo, TimeSpan time)
    {
        var at = Stopwatch.GetTimestamp();
        silo.Freeze();
        await Task.Delay(time);
        freezes.Add(Failing("freeze of a silo", at));
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

    /// <summary>One silo more, until it runs grains.</summary>
    public async Task Add(ServiceClient client)
    {
        var at = Stopwatch.GetTimestamp();
        var silo = cluster.Add();
        await silo.Start();
        using var patience = new CancellationTokenSource(Watched);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        int grains;
        while ((grains = await GrainsOf(silo, client)) is 0)
            await pulse.WaitForNextTickAsync(patience.Token);
        output.WriteLine($"The added silo runs {grains} grains {Stopwatch.GetElapsedTime(at).TotalSeconds:0.0} s after it was started.");
        Failing("one silo more", at);
    }

    /// <summary>SIGTERM, and not started again.</summary>
    public async Task Remove(ServiceProcess silo)
    {
        var at = Stopwatch.GetTimestamp();
        exitCodes.Add(await silo.Terminate());
        await Task.Delay(Watched);
        Failing("one silo less", at);
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

    private static async Task<int> GrainsOf(ServiceProcess silo, ServiceClient client)
    {
        var cluster = await client.Get("/api/cluster");
        return cluster.GetProperty("grains").EnumerateArray()
            .Where(grain => grain.GetProperty("silo").GetString()!.EndsWith($"/{silo.Id}", StringComparison.Ordinal)).Sum(grain => grain.GetProperty("count").GetInt32());
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
