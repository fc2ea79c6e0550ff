using System.CommandLine;
using Dispatch.Api.CommandLine.Import;
using Dispatch.Api.CommandLine.Replay;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Clock;

namespace Dispatch.Api.CommandLine;

/// <summary><c>replay FILE</c>: lets tickets of another system come in as if they came in now, under an accelerated clock, on a database of its own.</summary>
public static class ReplayCommand
{
    private const string Database = "replay.db";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var options = new ReplayOptions();
        var command = new Command("replay", "lets tickets of another system come in as if they came in now | 让其他系统的工单像现在发生一样重新进入");
        options.AddTo(command);
        var data = new DataOptions(command);
        command.SetAction((parsed, cancellationToken) => data.Run(parsed, person => Run(person, data, parsed, options.Read(parsed), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(Operator person, DataOptions data, ParseResult parsed, ReplayOrder order, CancellationToken cancellationToken)
    {
        ReplayHost.CheckUrls(order.Urls);
        var now = TimeProvider.System.Now();
        var mappingName = order.Map ?? MappingGuess.Of(order.File, now);
        var mapping = Mappings.Find(mappingName);
        var plan = ReplayPlan.Read(order.File, mappingName, order.Gather, order.Limit, now);
        KeyValuePair<string, string?>[] settings = [new("demo", "on"), new("demo-rate", "0"), new("time-zone", mapping.Time.Zone)];
        var options = data.Settings(parsed, DispatchOptions.DataFile(Database), settings);
        if (order.Anew)
            await ReplayDatabase.Remove(options, cancellationToken);
        var database = await ReplayDatabase.Prepare(options, plan, mapping.City, cancellationToken);
        person.Say($"回放 {mapping.Name.Zh}：{Operator.Number(plan.Tickets.Count)} 个工单，{order.Speed:0.#} 倍速，数据在 {Databases.NameOf(options)}",
            $"Replaying {mapping.Name.En}: {Operator.Number(plan.Tickets.Count)} tickets, {order.Speed:0.#} times as fast, data in {Databases.NameOf(options)}");
        if (database.IsResumed)
            person.Say($"继续上次：还有 {Operator.Number(database.Waiting.Count)} 个未进入。要从头开始请加 --anew。",
                $"Going on where it stopped: {Operator.Number(database.Waiting.Count)} are not in yet. Add --anew to start anew.");
        var time = new AcceleratedTime(TimeProvider.System, database.Clock);
        settings = [.. settings, new("urls", order.Urls), new("data", options.Data), new("files", options.Files), new("keys", options.Keys), new("log-level", "error")];
        await using var host = await ReplayHost.Start(settings, time, cancellationToken);
        var replay = new ReplayRun(person, order, plan, database, host, time, TimeZoneInfo.FindSystemTimeZoneById(mapping.Time.Zone));
        return await replay.Run(cancellationToken);
    }
}
