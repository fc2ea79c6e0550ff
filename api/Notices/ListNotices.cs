using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Notices;

namespace Dispatch.Api.Notices;

/// <summary><c>GET /api/notices</c>: what the caller was told, not read yet first, then newest first.</summary>
public static class ListNotices
{
    /// <summary>A page of notices.</summary>
    /// <param name="Unread">How many the caller has not read, on all pages.</param>
    public sealed record Response(IReadOnlyList<NoticeView> Items, int Unread)
    {
        /// <summary>What to send as <c>cursor</c> for the next page; absent at the end.</summary>
        public string? Next { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder notices) => notices.MapGet("", Handle).RequireAuthorization(Policies.Notices)
        .Produces<Response>().WithSummary("What the caller was told: not read yet first, then newest first, paged by opaque cursors.");

    private static async Task<IResult> Handle(
        string? cursor, int? limit, HttpContext context, INoticeStore store, NoticeViews views, CancellationToken cancellationToken)
    {
        NoticeCursor? after = null;
        if (cursor is not null && (after = NoticeCursor.TryParse(cursor)) is null)
            return new ProblemResult(Paging.CursorInvalid);
        if (Paging.Check(limit) is { } wide)
            return new ProblemResult(wide);
        var caller = Caller.Of(context.User);
        var page = await store.Read(caller.Id, after, limit ?? Paging.DefaultLimit, cancellationToken);
        return TypedResults.Ok(new Response([.. page.Items.Select(views.Of)], await store.CountUnread(caller.Id, cancellationToken)) { Next = page.Next?.ToString() });
    }
}
