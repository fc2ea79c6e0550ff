using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispatch.Silo.Cluster;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>What a comparison of engines asks of either build: hidden commands that print what they measured as one line of JSON, and the process that reads it.</summary>
internal static class EngineMeasurements
{
    private const string CallsName = "engine-calls";
    private const string ActivationName = "engine-activation";

    public static Command Calls()
    {
        var data = Data();
        var role = new Option<ClusterRole>("--role");
        var seconds = new Option<double>("--seconds");
        var calls = new Command(CallsName, "Costs of a grain call on this build's engine, as JSON.") { data, role, seconds };
        calls.Hidden = true;
        calls.SetAction(async (result, _) =>
            Print(await CallCost.Measure(result.GetValue(data)!, result.GetValue(role), TimeSpan.FromSeconds(result.GetValue(seconds)))));
        return calls;
    }

    public static Command Activation()
    {
        var data = Data();
        var activation = new Command(ActivationName, "Costs of having every open ticket active on this build's engine, as JSON.") { data };
        activation.Hidden = true;
        activation.SetAction(async (result, _) => Print(await ActivationCost.Measure(result.GetValue(data)!)));
        return activation;
    }

    /// <summary>Measures calls in a process of the named build.</summary>
    public static Task<CallCost> Calls(string? engine, string data, ClusterRole role, double seconds) =>
        Run<CallCost>(engine, CallsName, "--data", data, "--role", role.ToString(), "--seconds", seconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>Measures activation in a process of the named build.</summary>
    public static Task<ActivationCost> Activation(string? engine, string data) => Run<ActivationCost>(engine, ActivationName, "--data", data);

    private static Option<string> Data() => new("--data") { Required = true };

    internal static void Print<T>(T figures) => Console.WriteLine(JsonSerializer.Serialize(figures));

    internal static async Task<T> Run<T>(string? engine, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [ServiceProcess.Built("bench", "Dispatch.Bench.dll", engine), .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0 && output.Split('\n').LastOrDefault(line => line.StartsWith('{')) is { } figures
            ? JsonSerializer.Deserialize<T>(figures)!
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
    }
}
