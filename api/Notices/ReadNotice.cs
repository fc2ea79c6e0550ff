using System.Globalization;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Notices;

namespace Dispatch.Api.Notices;

/// <summary><c>POST /api/notices/{id}/read</c> and <c>POST /api/notices/read-all</c>: the caller has read one of his notices, or all.</summary>
public static class ReadNotice
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder notices)
    {
        notices.MapPost("/{id}/read", One).RequireAuthorization(Policies.Notices).RepeatableByNature()
            .Produces(StatusCodes.Status204NoContent).WithSummary("The caller has read a notice of his.");
        notices.MapPost("/read-all", All).RequireAuthorization(Policies.Notices).RepeatableByNature()
            .Produces(StatusCodes.Status204NoContent).WithSummary("The caller has read all his notices.");
    }

    private static async Task<IResult> One(
        string id, HttpContext context, INoticeStore store, NoticePush push, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !await store.MarkRead(caller.Id, number, time.Now(), cancellationToken))
            return new ProblemResult(Problem.Of("notice-unknown", ("notice", id)));
        await push.Count(caller.Id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> All(HttpContext context, INoticeStore store, NoticePush push, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        await store.MarkAllRead(caller.Id, time.Now(), cancellationToken);
        await push.Count(caller.Id, cancellationToken);
        return TypedResults.NoContent();
    }
}
