using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Silo.Outcomes;
using Dispatch.Sla;

namespace Dispatch.Api.Reports;

/// <summary><c>GET /api/reports/sla</c>: how promises came out, by target, team and person, and over time.</summary>
public static class GetSlaReport
{
    /// <summary>What is asked.</summary>
    public sealed record Question : OutcomeFilters
    {
        /// <summary>Stretches of the course: <c>day</c> (when absent), <c>week</c> (from Monday) or <c>month</c>.</summary>
        public string? By { get; init; }

        /// <summary>IANA zone in which days begin; UTC when absent.</summary>
        public string? TimeZone { get; init; }
    }

    /// <summary>The report.</summary>
    /// <param name="From">First instant that it covers.</param>
    /// <param name="To">First instant that it no longer covers.</param>
    /// <param name="Total">All outcomes.</param>
    /// <param name="Targets">By target of each policy.</param>
    /// <param name="Teams">By team: its outcomes are those of which it had the ticket when they were decided, its time that of all in which it had it.</param>
    /// <param name="People">By person, likewise; without those that lay in nobody's hands.</param>
    /// <param name="Course">Stretch by stretch, without those in which nothing was decided.</param>
    public sealed record Response(
        DateTimeOffset From, DateTimeOffset To, OutcomeFigures Total, IReadOnlyList<TargetFigures> Targets, IReadOnlyList<HolderFigures> Teams,
        IReadOnlyList<HolderFigures> People, IReadOnlyList<StretchFigures> Course);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder reports) => reports.MapGet("/sla", Handle).RequireAuthorization(Policies.ReportsRead)
        .Produces<Response>().WithSummary("How promises came out: met, breached and by how much, by target, team and person, and over time.");

    private static async Task<IResult> Handle(
        [AsParameters] Question question, HttpContext context, SqlOutcomeReports reports, Names names, TimeProvider time, CancellationToken cancellationToken)
    {
        var (query, problem) = question.QueryFor(Caller.Of(context.User), time.Now());
        if (query is null)
            return new ProblemResult(problem!);
        if (Stretches.Of(question.By, question.TimeZone, out var strange) is not { } stretches)
            return new ProblemResult(strange!);
        var total = await reports.Count(query, OutcomeGroup.None, cancellationToken);
        var targets = await reports.Count(query, OutcomeGroup.Target, cancellationToken);
        var quarters = await reports.Count(query, OutcomeGroup.Quarter, cancellationToken);
        return TypedResults.Ok(new Response(
            query.From, query.To, OutcomeFigures.Of(total),
            [.. targets.Select(count => TargetFigures.Of(count))],
            await Holders(OutcomeGroup.Team, names.Team),
            await Holders(OutcomeGroup.Person, names.Person),
            stretches.Of(quarters)));

        async Task<IReadOnlyList<HolderFigures>> Holders(OutcomeGroup by, Func<string, LocalText> name) => HolderFigures.Of(
            await reports.Count(query, by, cancellationToken), await reports.Held(query, by, cancellationToken), name);
    }
}
