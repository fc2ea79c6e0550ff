using System.CommandLine;
using Dispatch.Silo.Cluster;

namespace Dispatch.Bench;

/// <summary>What a process keeps in memory whose clock runs against a database: a hidden command that measures itself, and the process that reads it.</summary>
internal static class ClockMemory
{
    private const string Name = "clock-memory";
    private const double Idle = 0.15;
    // The clock reads its index every second.
    private static readonly TimeSpan Readings = TimeSpan.FromSeconds(10);

    public static Command Make()
    {
        var data = new Option<string>("--data") { Required = true };
        var memory = new Command(Name, "Memory of grains, feed and clock on a database, as JSON.") { data };
        memory.Hidden = true;
        memory.SetAction(async (result, _) => EngineMeasurements.Print(await Measure(result.GetValue(data)!)));
        return memory;
    }

    /// <summary>Measures a database in a process of its own.</summary>
    public static Task<ProcessMemory> Of(string data) => EngineMeasurements.Run<ProcessMemory>(engine: null, Name, "--data", data);

    private static async Task<ProcessMemory> Measure(string data)
    {
        using var host = await EngineHost.Start(DataOf.ConnectionString(data), ClusterRole.Both);
        using (var self = new MeasuredProcesses(Environment.ProcessId))
            await self.BecomeIdle(Idle);
        await Task.Delay(Readings);
        var memory = ProcessMemory.Collected();
        await host.StopAsync();
        return memory;
    }
}
