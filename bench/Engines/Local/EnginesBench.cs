using System.Globalization;
using Dispatch.Silo.Cluster;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>Calls on the Local engine, on Orleans within one silo, and from a client process over loopback TCP to a silo.</summary>
internal sealed record CallRound(CallCost Local, CallCost Silo, CallCost Client);

/// <summary>Every open ticket active, on either engine.</summary>
internal sealed record ActivationRound(ActivationCost Local, ActivationCost Orleans);

/// <summary>Both engines in turn, each measurement in a process of its own, on the same PostgreSQL server.</summary>
internal sealed class EnginesBench(PostgresServer server, string folder)
{
    private static readonly string[] AsSilo = ["--role", "silo", "--silo-port", "0", "--gateway-port", "0", "--advertise", "127.0.0.1"];

    /// <summary>What a call costs. A database each, because one serves one engine at a time.</summary>
    public async Task<IReadOnlyList<CallRound>> Calls(int rounds, double seconds)
    {
        var (local, silo, cluster) = (server.CreateDatabase(), server.CreateDatabase(), server.CreateDatabase());
        var measured = new List<CallRound>();
        for (var round = 0; round < rounds; round++)
        {
            measured.Add(new(
                await EngineMeasurements.Calls(engine: null, local, ClusterRole.Both, seconds),
                await EngineMeasurements.Calls(EngineBuild.Orleans, silo, ClusterRole.Both, seconds),
                await FromClient(cluster, seconds)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {measured[^1]}"));
        }
        return measured;
    }

    /// <summary>What activation costs.</summary>
    /// <param name="data">A database with open tickets.</param>
    public static async Task<IReadOnlyList<ActivationRound>> Activation(string data, int rounds)
    {
        var measured = new List<ActivationRound>();
        for (var round = 0; round < rounds; round++)
        {
            measured.Add(new(await EngineMeasurements.Activation(engine: null, data), await EngineMeasurements.Activation(EngineBuild.Orleans, data)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {measured[^1]}"));
        }
        return measured;
    }

    private async Task<CallCost> FromClient(string data, double seconds)
    {
        using var silo = new ServiceProcess(data, folder, AsSilo) { Engine = EngineBuild.Orleans };
        await silo.Start();
        var cost = await EngineMeasurements.Calls(EngineBuild.Orleans, data, ClusterRole.Api, seconds);
        await silo.Terminate();
        return cost;
    }
}
