using Dispatch.Silo.Clock;
using Dispatch.Silo.Lists;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>A replay from the moment its service is up until it ends.</summary>
internal sealed class ReplayRun(
    Operator person, ReplayOrder order, ReplayPlan plan, ReplayDatabase database, ReplayHost host, AcceleratedTime time, TimeZoneInfo zone)
{
    /// <summary>The operator's Ctrl-C.</summary>
    private const int Interrupted = 130;

    private readonly ReplayTally tally = new(plan.Tickets.Count, plan.Tickets.Count - database.Waiting.Count);

    /// <summary>Lets the tickets in, waits as long as it was asked to, and says what came of it.</summary>
    /// <returns>0 when all came in, 1 when some were refused, 130 when it was stopped before the last.</returns>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        using var client = await host.ClientForIntake(person.Language, cancellationToken);
        person.Say(
            $"服务在 {host.Address}，大屏在 {host.Address}/board。按 Ctrl-C 停止；再次运行同一命令即可继续。",
            $"The service is at {host.Address}, the wallboard at {host.Address}/board. Ctrl-C stops; the same command goes on.");
        await TicketFeeder.WarmUp(client, cancellationToken);
        var finished = await Finish(client, cancellationToken);
        await ReplayReport.Say(person, plan, tally, host.Services.GetRequiredService<ITicketList>());
        return !finished ? Interrupted : plan.RefusedRows + tally.Refused > 0 ? 1 : 0;
    }

    /// <summary>Whether all came in before the operator stopped it.</summary>
    private async Task<bool> Finish(HttpClient client, CancellationToken cancellationToken)
    {
        time.RunAt(order.Speed);
        var display = new ReplayDisplay(person, tally, time, database.Clock, plan.Tickets[^1].CreatedAt, zone);
        try
        {
            await display.While(new TicketFeeder(client, time, tally).Run(database.Waiting, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            person.Say("已停止。再次运行同一命令即可继续。", "Stopped. The same command goes on.");
            return false;
        }
        try
        {
            if (order.ExitAfter is { } more)
            {
                await Task.Delay(more, time, cancellationToken);
                return true;
            }
            person.Say("全部工单已进入，服务继续运行，按 Ctrl-C 停止。", "All tickets are in. The service goes on until Ctrl-C.");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        return true;
    }
}
