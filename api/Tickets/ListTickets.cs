using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Lists;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary><c>GET /api/tickets</c>: tickets within the caller's scope, filtered, searched and paged.</summary>
public static class ListTickets
{
    private const int MaxSearch = 200;
    private static readonly string[] Statuses = NamesOf<TicketStatus>();
    private static readonly string[] Priorities = NamesOf<Priority>();

    /// <summary>Filters; a repeated one means any of its values.</summary>
    public sealed record Filters
    {
        /// <summary>Statuses.</summary>
        public string[]? Status { get; init; }

        /// <summary>Teams.</summary>
        public string[]? Team { get; init; }

        /// <summary>People; <c>none</c> means without anybody.</summary>
        public string[]? Assignee { get; init; }

        /// <summary>Case types.</summary>
        public string[]? Kind { get; init; }

        /// <summary>Priorities.</summary>
        public string[]? Priority { get; init; }

        /// <summary>Customer ids.</summary>
        public string[]? Customer { get; init; }

        /// <summary>Engineers of the next visit.</summary>
        public string[]? Engineer { get; init; }

        /// <summary>Only tickets due before this instant.</summary>
        public DateTimeOffset? DueBefore { get; init; }

        /// <summary>Only tickets that missed, or did not miss, a target.</summary>
        public bool? Breached { get; init; }

        /// <summary>A view by name: <c>mine</c>, <c>my-team</c>, <c>unassigned</c>, <c>due-soon</c> or <c>breached</c>. Each shows unfinished tickets; filters beside it narrow it.</summary>
        public string? View { get; init; }

        /// <summary>Words to search for.</summary>
        public string? Q { get; init; }

        /// <summary><c>-created</c> (newest first, when absent), <c>created</c> or <c>due</c>.</summary>
        public string? Sort { get; init; }

        /// <summary>The <c>next</c> of the page before.</summary>
        public string? Cursor { get; init; }

        /// <summary>1 to 200; 50 when absent.</summary>
        public int? Limit { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapGet("", Handle).RequireAuthorization(Policies.TicketsList)
        .Produces<Page<TicketListItem>>().WithSummary("Tickets within scope, filtered, searched and paged by opaque cursors.");

    private static async Task<IResult> Handle(
        [AsParameters] Filters filters, HttpContext context, ITicketList list, TimeProvider time, CancellationToken cancellationToken)
    {
        var (query, problem) = QueryOf(filters, Caller.Of(context.User), time.Now());
        if (query is null)
            return new ProblemResult(problem!);
        var page = await list.Read(query, cancellationToken);
        return TypedResults.Ok(new Page<TicketListItem>([.. page.Rows.Select(TicketListItem.Of)]) { Next = page.Next?.ToString() });
    }

    private static (TicketQuery? Query, Problem? Problem) QueryOf(Filters filters, Caller caller, DateTimeOffset now)
    {
        var view = filters.View is { } id ? TicketViews.Find(id) : null;
        if (filters.View is { } unknown && view is null)
            return (null, Problem.Of("view-unknown", ("view", unknown), ("known", string.Join(", ", TicketViews.All.Select(each => each.Id)))).At("?view"));
        if ((Choices.Check("status", filters.Status, Statuses) ?? Choices.Check("priority", filters.Priority, Priorities)) is { } strange)
            return (null, strange);
        if (filters.Sort is not (null or "-created" or "created" or "due"))
            return (null, Invalid("sort"));
        var sort = filters.Sort switch { "created" => TicketSort.Oldest, "due" => TicketSort.DueSoonest, _ => TicketSort.Newest };
        TicketCursor? after = null;
        if (filters.Cursor is { } cursor && !TicketCursor.TryParse(cursor, sort, out after))
            return (null, Paging.CursorInvalid);
        if (Paging.Check(filters.Limit) is { } wide)
            return (null, wide);
        if (filters.Q?.Length > MaxSearch)
            return (null, Invalid("q"));
        var query = new TicketQuery
        {
            Scopes = [caller.Org],
            Statuses = filters.Status ?? [],
            Teams = filters.Team ?? [],
            Assignees = [.. (filters.Assignee ?? []).Where(person => person != "none")],
            Unassigned = filters.Assignee?.Contains("none") is true,
            Kinds = filters.Kind ?? [],
            Priorities = filters.Priority ?? [],
            Customers = filters.Customer ?? [],
            Engineers = filters.Engineer ?? [],
            DueBefore = filters.DueBefore,
            Breached = filters.Breached,
            Search = filters.Q,
            Where = view is null ? null : TicketViews.Of(view, caller, now),
            Sort = sort,
            Limit = filters.Limit ?? Paging.DefaultLimit,
            After = after,
        };
        // An engineer sees the tickets of his own visits, whatever he asks for.
        return (caller.SeesWholeOrg ? query : query with { Engineers = [caller.Engineer ?? ""] }, null);
    }

    private static string[] NamesOf<T>() where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    private static Problem Invalid(string parameter) => Problem.Of("parameter-invalid", ("parameter", parameter)).At($"?{parameter}");
}
