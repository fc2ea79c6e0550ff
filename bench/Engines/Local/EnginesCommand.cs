using System.CommandLine;
using Dispatch.Bench.Stored;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary><c>bench -- engines</c>: what a grain call and an active ticket cost on either engine.</summary>
internal static class EnginesCommand
{
    public static Command Make()
    {
        var open = new Option<int>("--open") { Description = "open tickets that are activated; 0 leaves it out", DefaultValueFactory = _ => 100_000 };
        var seconds = new Option<double>("--seconds") { Description = "how long each cost of a call is measured", DefaultValueFactory = _ => 5 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of both engines in turn; medians count", DefaultValueFactory = _ => 3 };
        var engines = new Command("engines", "What a grain call and an active ticket cost on the Local engine and on Orleans.")
        {
            open, seconds, rounds, Common.Folder, Common.FillOnly, Common.Out, Common.Note,
        };
        engines.SetAction(async (result, _) =>
        {
            if (EngineBuild.IsMissing("bench", "Dispatch.Bench.dll") || EngineBuild.IsMissing("api", "Dispatch.Api.dll"))
                return 2;
            await Common.InFolder(result, async folder =>
            {
                using var server = Common.ServerFor("postgres", result)!;
                var data = result.GetValue(open) is > 0 and var tickets ? await new StoredDatabases(server, folder).FilledOpen(tickets) : null;
                if (result.GetValue(Common.FillOnly))
                    return;
                var calls = await new EnginesBench(server, folder).Calls(result.GetValue(rounds), result.GetValue(seconds));
                var activation = data is null ? [] : await EnginesBench.Activation(data, result.GetValue(rounds));
                await Common.Report(result, EnginesReport.Write(calls, activation));
            });
            return 0;
        });
        return engines;
    }
}
