using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Hosting;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Matching;
using Dispatch.Silo.Cluster;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Api.Schedule;

/// <summary>Keeps looking for a better today and tomorrow of each zone, and makes the moves that pay off, in one process of a cluster at a time.</summary>
/// <remarks>
/// It searches beside the grains, on the day as it was read, and moves as a dispatcher does: what is under way, begins soon or is pinned stays, and a visit whose
/// ticket has changed since is left alone. Losing its memory costs one more search.
/// </remarks>
public sealed partial class SteadyImprovement(
    WorldPicture world, DayImprovement improvement, IGrainFactory grains, Turns turns, DispatchOptions options, TimeProvider time, ILogger<SteadyImprovement> log) : BackgroundService
{
    private const int DaysAhead = 1;
    private const int Tries = 3;
    private static readonly TimeSpan Search = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(300);

    /// <summary>Days in which nothing better was found, or nothing of it could be made, as they were then.</summary>
    private readonly Dictionary<(string Zone, int Ahead), int> asGoodAsItGets = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ImproveEvery <= TimeSpan.Zero)
            return;
        await turns.Keep("schedule-improvement", time, Loop, stoppingToken);
    }

    private async Task Loop(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.ImproveEvery, time.OfMachine());
        while (await timer.WaitForNextTickAsync(cancellationToken))
            foreach (var zone in world.Zones.Keys.Order(StringComparer.Ordinal))
                for (var ahead = 0; ahead <= DaysAhead; ahead++)
                    await ImproveWhatCanBe(zone, ahead, cancellationToken);
    }

    private async Task ImproveWhatCanBe(string zone, int ahead, CancellationToken cancellationToken)
    {
        try
        {
            await Improve(zone, ahead, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(failure, zone);
        }
    }

    /// <summary>Searches once and makes the moves that pay off.</summary>
    /// <param name="ahead">Days after each engineer's today; 0 is today.</param>
    /// <returns>How many visits were moved or given to somebody.</returns>
    public async Task<int> Improve(string zone, int ahead, CancellationToken cancellationToken)
    {
        if (DateOf(zone, ahead) is not { } date)
            return 0;
        var seen = await improvement.See(PlannerOf(zone), date, zone, cancellationToken);
        if (asGoodAsItGets.GetValueOrDefault((zone, ahead)) == seen.Fingerprint)
            return 0;
        var (better, _) = await improvement.Search(seen, Search, cancellationToken);
        if (better is null)
            return 0;
        var made = better.Found > 0 || better.Cost <= -seen.Prices.LeastGain ? await Make(better, seen, cancellationToken) : 0;
        if (made is 0)
            asGoodAsItGets[(zone, ahead)] = seen.Fingerprint;
        else
            LogImproved(zone, date, made, better.Moves.Moves.Count, better.Cost);
        return made;
    }

    /// <summary>Engineers, tickets and zones may belong to different parts of the company: the planner sees all of it.</summary>
    private Caller PlannerOf(string zone) => new("planner", "system", new("排程", "Planner"), [Role.Dispatcher], world.Zones[zone].Org.Split('/')[0], Language: null);

    private DateOnly? DateOf(string zone, int ahead) =>
        world.Engineers.Values.Where(engineer => engineer.Profile!.Zones.Contains(zone, StringComparer.Ordinal))
            .Select(engineer => (DateOnly?)world.TodayOf(engineer)).Min()?.AddDays(ahead);

    private async Task<int> Make(BetterDay better, SeenDay seen, CancellationToken cancellationToken)
    {
        var made = 0;
        foreach (var move in better.Moves.Moves)
            made += await Make(move, seen, cancellationToken) ? 1 : 0;
        return made;
    }

    /// <summary>The place that another move has just left may be told so a moment later.</summary>
    private async Task<bool> Make(ProposedMove move, SeenDay seen, CancellationToken cancellationToken)
    {
        var (_, ticket) = seen.Visits.First(visit => visit.Movable.Job.Id == move.Job);
        var grain = grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket.State.Id}");
        var origin = Origin.System with { IfVersion = ticket.Version, Causation = "schedule-improvement" };
        for (var tries = 0; tries < Tries; tries++)
        {
            if (tries > 0)
                await Task.Delay(BetweenTries, time.OfMachine(), cancellationToken);
            if (CommandOf(move) is not { } command)
                return false;
            var outcome = await grain.Handle(command, origin, []);
            if (outcome is not Outcome.Rejected { Rejection.Code: var code })
                return true;
            if (code == RejectionCode.VersionStale)
                return false;
        }
        return false;
    }

    private TicketCommand? CommandOf(ProposedMove move)
    {
        var workOrder = JobKey.Split(move.Job).WorkOrder;
        if (move.From is null)
            return new BookVisit(workOrder, move.Engineer);
        return world.Engineers.TryGetValue(move.Engineer, out var engineer) && time.Now() is var now && move.Start > now
            ? new MoveVisit(workOrder, move.Engineer, engineer.DateOf(move.Start, move.End), move.Start, OfferTime.AcceptBy(engineer, now, move.Start))
            : null;
    }

    [LoggerMessage(LogLevel.Information, "Zone {Zone} on {Date}: {Made} of {Proposed} moves made, worth {Cost} minor units.")]
    private partial void LogImproved(string zone, DateOnly date, int made, int proposed, double cost);

    [LoggerMessage(LogLevel.Warning, "The days of zone {Zone} could not be improved and will be again.")]
    private partial void LogFailure(Exception failure, string zone);
}
