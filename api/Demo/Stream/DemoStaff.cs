using Dispatch.Api.Board;
using Dispatch.Api.Hosting;
using Dispatch.Api.Tickets;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Cluster;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Api.Demo.Stream;

/// <summary>The demo company's people at work: now and then each open ticket is taken one move further, through the same commands as anybody's.</summary>
public sealed partial class DemoStaff(
    DispatchOptions options, DemoDatabase demo, ITicketRows rows, IGrainFactory grains, DemoMoves moves, Turns turns, TimeProvider time, ILogger<DemoStaff> log)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>How long a ticket waits for its next move, on average.</summary>
    private const double MinutesPerMove = 1.5;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Demo || !demo.IsDemo || demo.City is not null || options.DemoRate <= 0)
            return;
        // Many hosts make one stream.
        await turns.Keep("demo staff", time, Run, stoppingToken);
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        var random = new Random((int)(time.GetUtcNow().ToUnixTimeMilliseconds() & int.MaxValue));
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await Work(random, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(fault);
            }
        }
    }

    private async Task Work(Random random, CancellationToken cancellationToken)
    {
        var chance = Round.TotalMinutes / MinutesPerMove;
        var chosen = new List<TicketRow>();
        foreach (var row in await rows.ReadOpen(cancellationToken))
        {
            if (BoardCounts.IsOpen(row) && random.NextDouble() < chance)
                chosen.Add(row);
        }
        foreach (var row in chosen)
        {
            var grain = grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{row.Id}");
            if (await grain.Describe() is not { State: var ticket } || moves.Next(ticket, random) is not { } move)
                continue;
            if (await grain.Handle(move.Command, new($"user:{move.Person}"), move.Texts) is Outcome.Rejected { Rejection: var refused })
                LogRefused(move.Command.GetType().Name, refused.Code.Value);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A demo move {Command} was refused: {Code}.")]
    private partial void LogRefused(string command, string code);

    [LoggerMessage(LogLevel.Warning, "The demo's people could not work.")]
    private partial void LogFailed(Exception fault);
}
