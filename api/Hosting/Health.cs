using Dispatch.Grains.Journal;

namespace Dispatch.Api.Hosting;

/// <summary>Whether the process lives, and whether it can serve.</summary>
public static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Maps <c>/livez</c> and <c>/readyz</c>, both open to anybody.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => TypedResults.Text("ok")).AllowAnonymous().WithTags("Operations")
            .WithSummary("Whether the process lives.");
        routes.MapGet("/readyz", IsReady).AllowAnonymous().WithTags("Operations")
            .WithSummary("Whether the service can take requests: prepared, and the journal answers.");
    }

    private static async Task<IResult> IsReady(IJournal journal, Preparation preparation, CancellationToken cancellationToken)
    {
        if (!preparation.IsDone)
            return TypedResults.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable);
        try
        {
            await journal.Head(cancellationToken).WaitAsync(Patience, cancellationToken);
            return TypedResults.Text("ok");
        }
        catch (Exception fault) when (fault is JournalUnavailableException or TimeoutException)
        {
            return TypedResults.Text("journal unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
