using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Silo.Outcomes;

namespace Dispatch.Api.Reports;

/// <summary><c>GET /api/reports/sla/outcomes</c>: the promises behind a report, one by one.</summary>
public static class ListOutcomes
{
    /// <summary>What is asked.</summary>
    public sealed record Question : OutcomeFilters
    {
        /// <summary>Only promises that were kept, or broken.</summary>
        public bool? Met { get; init; }

        /// <summary>The <c>next</c> of the page before.</summary>
        public string? Cursor { get; init; }

        /// <summary>1 to 200; 50 when absent.</summary>
        public int? Limit { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder reports) => reports.MapGet("/sla/outcomes", Handle).RequireAuthorization(Policies.ReportsRead)
        .Produces<Page<OutcomeView>>().WithSummary("The promises behind a report, the latest decided first, each with who had the ticket and for how long.");

    private static async Task<IResult> Handle(
        [AsParameters] Question question, HttpContext context, SqlOutcomeReports reports, Names names, TimeProvider time, CancellationToken cancellationToken)
    {
        var (query, problem) = question.QueryFor(Caller.Of(context.User), time.Now());
        if ((problem ?? Paging.Check(question.Limit)) is { } wrong)
            return new ProblemResult(wrong);
        var after = question.Cursor is { } cursor ? OutcomeCursor.Parse(cursor) : null;
        if (question.Cursor is not null && after is null)
            return new ProblemResult(Paging.CursorInvalid);
        var (outcomes, next) = await reports.Read(query! with { Met = question.Met }, after, question.Limit ?? Paging.DefaultLimit, cancellationToken);
        return TypedResults.Ok(new Page<OutcomeView>([.. outcomes.Select(outcome => OutcomeView.Of(outcome, names))]) { Next = next?.ToString() });
    }
}

/// <summary>How one promise came out.</summary>
/// <param name="Ticket">Id of the ticket.</param>
/// <param name="Number">Its number.</param>
/// <param name="Clock">Key of the clock within the ticket.</param>
/// <param name="Target">Target of the policy.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="Name">The same in words.</param>
/// <param name="Met">Whether it was kept.</param>
/// <param name="StartedAt">When the clock started.</param>
/// <param name="DecidedAt">When it was kept; of a broken one, the deadline that passed.</param>
/// <param name="BudgetSeconds">Working seconds allowed.</param>
/// <param name="Held">Who had it, in order.</param>
public sealed record OutcomeView(
    string Ticket, string Number, string Clock, string Target, string Metric, LocalText Name, bool Met, DateTimeOffset StartedAt, DateTimeOffset DecidedAt,
    long BudgetSeconds, IReadOnlyList<HoldingView> Held)
{
    /// <summary>Policy; absent for the limit of a flow that no policy measures.</summary>
    public string? Policy { get; init; }

    /// <summary>Its version.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>When it was done or given up; absent while it is owed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Working seconds left then, negative when late; absent while it is owed.</summary>
    public long? MarginSeconds { get; init; }

    internal static OutcomeView Of(ListedOutcome outcome, Names names) => new(
        outcome.Ticket, outcome.Number, outcome.Clock, outcome.Target, outcome.Metric, EventWords.Of(outcome.Metric), outcome.Met, outcome.StartedAt, outcome.DecidedAt,
        OutcomeFigures.Seconds(outcome.Budget), [.. outcome.Held.Select(held => HoldingView.Of(held, names))])
    {
        Policy = outcome.Policy,
        PolicyVersion = outcome.PolicyVersion,
        EndedAt = outcome.EndedAt,
        MarginSeconds = outcome.Margin is { } margin ? OutcomeFigures.Seconds(margin) : null,
    };
}

/// <summary>A stretch of it in one holder's hands.</summary>
/// <param name="CountedSeconds">Working seconds of it that the clock counted.</param>
/// <param name="LateSeconds">What of that lay beyond the budget.</param>
public sealed record HoldingView(DateTimeOffset From, DateTimeOffset To, long CountedSeconds, long LateSeconds)
{
    /// <summary>Team; absent where no team had it.</summary>
    public string? Team { get; init; }

    /// <summary>The team's name.</summary>
    public LocalText? TeamName { get; init; }

    /// <summary>Agent or engineer; absent while it lay in the queue.</summary>
    public string? Person { get; init; }

    /// <summary>The person's name.</summary>
    public LocalText? PersonName { get; init; }

    internal static HoldingView Of(ListedHolding held, Names names) => new(
        held.From, held.To, OutcomeFigures.Seconds(held.Counted), OutcomeFigures.Seconds(held.Late))
    {
        Team = held.Team,
        TeamName = held.Team is { } team ? names.Team(team) : null,
        Person = held.Person,
        PersonName = held.Person is { } person ? names.Person(person) : null,
    };
}
