using System.Globalization;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Notices;

namespace Dispatch.Api.Notices;

/// <summary><c>GET /api/notices/{id}/alerts</c>: what one of the caller's notices stands for, in the order in which it came.</summary>
public static class ListAlerts
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder notices) => notices.MapGet("/{id}/alerts", Handle).RequireAuthorization(Policies.Notices)
        .Produces<Page<NoticeView>>().WithSummary("What a notice stands for that has grown: each alert with its ticket, in the order in which it came.");

    private static async Task<IResult> Handle(
        string id, string? cursor, int? limit, HttpContext context, INoticeStore store, NoticeViews views, CancellationToken cancellationToken)
    {
        long? after = null;
        if (cursor is not null && (after = Number(cursor)) is null)
            return new ProblemResult(Paging.CursorInvalid);
        if (Paging.Check(limit) is { } wide)
            return new ProblemResult(wide);
        var most = limit ?? Paging.DefaultLimit;
        var parts = Number(id) is { } number ? await store.Parts(Caller.Of(context.User).Id, number, after, most + 1, cancellationToken) : [];
        if (parts.Count is 0 && after is null)
            return new ProblemResult(Problem.Of("notice-unknown", ("notice", id)));
        return TypedResults.Ok(new Page<NoticeView>([.. parts.Take(most).Select(views.Part)])
        {
            Next = parts.Count > most ? parts[most - 1].Id.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
