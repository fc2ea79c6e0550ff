using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Tickets;

namespace Dispatch.Api.Schedule;

/// <summary><c>POST /api/schedule/improve</c>: which moves would make a day better. Nothing is held or changed; each is made by <c>move-visit</c>, or by <c>book-visit</c> where nobody has it.</summary>
public static class ImproveDay
{
    private const double LongestSeconds = 20;
    private const double UsualSeconds = 3;

    /// <summary>The day.</summary>
    public sealed record Request
    {
        /// <summary>Absent: each engineer's today.</summary>
        public DateOnly? Date { get; init; }

        /// <summary>Only the engineers and visits of a zone.</summary>
        public string? Zone { get; init; }

        /// <summary>How long to search, at most 20; 3 when absent.</summary>
        public double? Seconds { get; init; }
    }

    /// <summary>Moves in the order in which they are possible, and what they change together.</summary>
    /// <param name="TravelMinutes">Travel of all engineers, more or less than now.</param>
    /// <param name="LateMinutes">Minutes beyond deadlines, more or less than now.</param>
    /// <param name="Cost">In minor units, more or less than now: travel, lateness and what changes of promises.</param>
    /// <param name="Found">Visits among them that nobody has now.</param>
    public sealed record Response(string Currency, int TravelMinutes, int LateMinutes, double Cost, int Found, IReadOnlyList<MoveView> Moves);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder schedule) => schedule.MapPost("/improve", Handle).RequireAuthorization(Policies.PlansSolve)
        .RepeatableByNature().Produces<Response>().WithSummary("Which moves would make a day better, and by how much. Nothing is held or changed.");

    private static async Task<IResult> Handle(
        Request request, HttpContext context, WorldPicture world, EngineerViews views, DayImprovement improvement, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (request.Zone is { } zone && !(world.Zones.TryGetValue(zone, out var known) && OrgPath.Holds(caller.Org, known.Org)))
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.ZoneUnknown, ("zone", zone)).At("$.zone")));
        if (request.Date is { } date && PossibleInstants.Check("$.date", new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero)) is { } impossible)
            return new ProblemResult(impossible);
        if (request.Seconds is { } asked && !(asked is > 0 and <= LongestSeconds))
            return new ProblemResult(Problem.Of("number-out-of-range", ("least", 0), ("most", LongestSeconds)).At("$.seconds"));
        var seen = await improvement.See(caller, request.Date, request.Zone, cancellationToken);
        var (better, wrong) = await improvement.Search(seen, TimeSpan.FromSeconds(request.Seconds ?? UsualSeconds), cancellationToken);
        return better is null ? new ProblemResult(wrong!) : TypedResults.Ok(View(better, seen, views));
    }

    private static Response View(BetterDay better, SeenDay seen, EngineerViews views)
    {
        var numbers = seen.Visits.ToDictionary(visit => visit.Movable.Job.Id, visit => visit.Ticket.State.Facts!.Number, StringComparer.Ordinal);
        return new(
            better.Currency, (int)Math.Round(better.Moves.Travel.TotalMinutes), (int)Math.Round(better.Moves.Late.TotalMinutes), better.Cost, better.Found,
            [.. better.Moves.Moves.Select(move => MoveView.Of(move, numbers[move.Job], views))]);
    }
}

/// <summary>A visit that would be better off elsewhere.</summary>
/// <param name="Name">The engineer's name.</param>
public sealed record MoveView(string Ticket, string WorkOrder, string Number, string Engineer, LocalText Name, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Who has it now; absent while nobody has.</summary>
    public string? FromEngineer { get; init; }

    /// <summary>The name of whoever has it now.</summary>
    public LocalText? FromName { get; init; }

    /// <summary>When it is promised now.</summary>
    public DateTimeOffset? FromStart { get; init; }

    internal static MoveView Of(ProposedMove move, string number, EngineerViews views)
    {
        var (ticket, workOrder) = JobKey.Split(move.Job);
        return new(ticket, workOrder, number, move.Engineer, views.NameOf(move.Engineer), move.Start, move.End)
        {
            FromEngineer = move.From?.Engineer,
            FromName = move.From is { } from ? views.NameOf(from.Engineer) : null,
            FromStart = move.From?.Start,
        };
    }
}
