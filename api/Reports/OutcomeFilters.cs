using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Lists;
using Dispatch.Silo.Outcomes;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Api.Reports;

/// <summary>Which outcomes a report is about; a repeated filter means any of its values.</summary>
public abstract record OutcomeFilters
{
    /// <summary>Longest time that a report covers.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3 * 366);

    private static readonly TimeSpan WhenAbsent = TimeSpan.FromDays(30);
    private static readonly string[] Metrics = NamesOf<SlaMetric>();
    private static readonly string[] Priorities = NamesOf<Priority>();

    /// <summary>First instant at which they were decided; 30 days before the end when absent.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First instant after; now when absent.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Ids of policies.</summary>
    public string[]? Policy { get; init; }

    /// <summary>Ids of targets.</summary>
    public string[]? Target { get; init; }

    /// <summary>What the targets measure.</summary>
    public string[]? Metric { get; init; }

    /// <summary>Teams that had the ticket when it was decided.</summary>
    public string[]? Team { get; init; }

    /// <summary>People who had it then.</summary>
    public string[]? Person { get; init; }

    /// <summary>Case types.</summary>
    public string[]? Kind { get; init; }

    /// <summary>Priorities that the tickets have now.</summary>
    public string[]? Priority { get; init; }

    /// <summary>Customer ids.</summary>
    public string[]? Customer { get; init; }

    /// <summary>The query of a caller, or the problem with what was asked.</summary>
    internal (OutcomeQuery? Query, Problem? Problem) QueryFor(Caller caller, DateTimeOffset now)
    {
        if ((PossibleInstants.Check("?from", From) ?? PossibleInstants.Check("?to", To)) is { } impossible)
            return (null, impossible with { Status = 400 });
        // What falls due at this very instant is decided by it.
        var to = To ?? now.AddMilliseconds(1);
        var from = From ?? to - WhenAbsent;
        if (from >= to || to - from > Longest)
            return (null, Problem.Of("period-invalid", ("days", Longest.Days)).At("?from"));
        if ((Choices.Check("metric", Metric, Metrics) ?? Choices.Check("priority", Priority, Priorities)) is { } strange)
            return (null, strange);
        var tickets = new TicketQuery { Scopes = [caller.Org], Kinds = Kind ?? [], Priorities = Priority ?? [], Customers = Customer ?? [] };
        return (new(from, to, tickets)
        {
            Policies = Policy ?? [],
            Targets = Target ?? [],
            Metrics = Metric ?? [],
            Teams = Team ?? [],
            People = Person ?? [],
        }, null);
    }

    private static string[] NamesOf<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(TicketFieldSource.CamelCase)];
}
