using Dispatch.Api.Board;
using Dispatch.Api.Demo.Stream;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>
/// The people of the company whose tickets are replayed. At the desk each does one thing after the other, the most urgent
/// first, and takes his time over it; engineers go when their visits are booked; customers answer after some hours.
/// </summary>
public sealed partial class ReplayStaff(
    ITicketRows rows, IGrainFactory grains, WorldPicture world, DemoMoves moves, FieldDay field, TimeProvider time, ILogger<ReplayStaff> log) : BackgroundService
{
    private const int Seed = 20_260_101;
    private const int AtOnce = 16;

    /// <summary>How often people look up: soon enough on the replay's clock to take an offer, rarely enough for the machine.</summary>
    private static readonly TimeSpan LookUp = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan ShortestRound = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMilliseconds(500);

    /// <summary>Of so many tickets one is worked on without answering the customer first.</summary>
    private const int AnswersMissing = 20;

    /// <summary>What one thing takes at the desk, on average.</summary>
    private static readonly TimeSpan PerTask = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan ShortestTask = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestTask = TimeSpan.FromMinutes(20);

    /// <summary>After how long a customer answers, on average.</summary>
    private static readonly TimeSpan CustomerAnswers = TimeSpan.FromHours(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> busyUntil = new(StringComparer.Ordinal);
    private readonly Random random = new(Seed);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(LongestRound, time.OfMachine());
        var before = time.Now();
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = time.Now();
                await Work(before, now, stoppingToken);
                before = now;
                var round = LookUp / (time.SpeedIfPaced() ?? 1);
                rounds.Period = round < ShortestRound ? ShortestRound : round > LongestRound ? LongestRound : round;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(fault);
            }
        }
    }

    private async Task Work(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = new List<TicketRow>();
        foreach (var row in await rows.ReadOpen(cancellationToken))
        {
            if (BoardCounts.IsOpen(row) && MayMove(row, before, now))
                open.Add(row);
        }
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Urgency.First(open, open.Count), parallel, async (row, _) => await Move(row, before, now));
    }

    /// <summary>Spares a look at tickets about which nobody can do anything now.</summary>
    private bool MayMove(TicketRow row, DateTimeOffset before, DateTimeOffset now)
    {
        if (row.Engineer is not null)
            return true;
        if (row.Status is not "pending" && (row.Assignee is not null || row.Waiting.Count > 0))
            return row.Assignee is not null;
        lock (gate)
            return random.NextDouble() < (now - before) / CustomerAnswers;
    }

    private async Task Move(TicketRow row, DateTimeOffset before, DateTimeOffset now)
    {
        var grain = grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{row.Id}");
        if (await grain.Describe() is not { State: { IsOpen: true } ticket } || Next(ticket, before, now) is not { } move)
            return;
        if (await grain.Handle(move.Command, new($"user:{move.Person}"), move.Texts) is Outcome.Rejected { Rejection: var refused })
            LogRefused(move.Command.GetType().Name, refused.Code.Value);
    }

    private DemoMoves.Move? Next(Ticket ticket, DateTimeOffset before, DateTimeOffset now)
    {
        lock (gate)
        {
            if (ticket.WorkOrders.FirstOrDefault(order => order is { IsOpen: true, Booking: not null }) is { } visit)
                return field.IsTimeFor(ticket, visit, now) ? moves.OnSite(ticket, visit, random) : null;
            foreach (var step in ticket.Steps.Where(step => step is { State: StepState.Active, Assignee: not null }))
            {
                if (WhoHasTime(step, before, now) is { } person)
                    return moves.AtDesk(ticket, step, person, random, AnswersMissing);
            }
            var awaited = ticket.Status is TicketStatus.Pending || ticket.Steps.Any(step => step is { IsOpen: true, Kind: StepKind.Wait });
            return awaited ? moves.FromCustomer(ticket) : null;
        }
    }

    /// <summary>Whoever has the step; where that is a lead whom escalations buried, a colleague who is free.</summary>
    private string? WhoHasTime(TicketStep step, DateTimeOffset before, DateTimeOffset now)
    {
        if (TakeTime(step.Assignee!, before, now))
            return step.Assignee;
        var team = world.Teams.GetValueOrDefault(step.Team!);
        return team?.MemberOf(step.Assignee!) is { } holder && holder.Load > holder.Capacity
            ? team.Members.FirstOrDefault(member => member.Present && TakeTime(member.Person, before, now))?.Person
            : null;
    }

    /// <summary>Whether a person comes to another thing by now; then he is busy with it for a while.</summary>
    private bool TakeTime(string person, DateTimeOffset before, DateTimeOffset now)
    {
        var free = busyUntil.GetValueOrDefault(person, before);
        if (free > now)
            return false;
        var takes = PerTask * -Math.Log(1 - random.NextDouble());
        busyUntil[person] = (free > before ? free : before) + (takes < ShortestTask ? ShortestTask : takes > LongestTask ? LongestTask : takes);
        return true;
    }

    [LoggerMessage(LogLevel.Debug, "A move {Command} was refused: {Code}.")]
    private partial void LogRefused(string command, string code);

    [LoggerMessage(LogLevel.Warning, "The replay's people could not work.")]
    private partial void LogFailed(Exception fault);
}
