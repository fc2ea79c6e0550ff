using System.Data.Common;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Cluster;

namespace Dispatch.Api.Hosting;

/// <summary>Whether the process lives, and whether it can serve.</summary>
public static class Health
{
    /// <summary>Where a process says that it lives.</summary>
    public const string LivePath = "/livez";

    /// <summary>Where a process says whether it can serve, and why not.</summary>
    public const string ReadyPath = "/readyz";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Maps <c>/livez</c> and <c>/readyz</c>, both open to anybody.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LivePath, () => TypedResults.Text("ok")).AllowAnonymous().WithTags("Operations")
            .WithSummary("Whether the process lives.");
        routes.MapGet(ReadyPath, IsReady).AllowAnonymous().WithTags("Operations")
            .WithSummary("Whether the service can take requests: prepared, and the journal answers.");
    }

    private static async Task<IResult> IsReady(IJournal journal, ClusterMembership cluster, IServiceProvider services, CancellationToken cancellationToken)
    {
        // A silo has nothing to prepare: it listens once its grains run.
        if (services.GetService<Preparation>() is { IsDone: false })
            return NotReady("starting");
        if (!cluster.IsClockRight)
            return NotReady("clock skewed");
        try
        {
            await journal.Head(cancellationToken).WaitAsync(Patience, cancellationToken);
            return (await cluster.Members(cancellationToken).WaitAsync(Patience, cancellationToken)).Any(member => member.Role is not ClusterRole.Api)
                ? TypedResults.Text("ok")
                : NotReady("no silo");
        }
        catch (Exception fault) when (fault is JournalUnavailableException or DbException or TimeoutException)
        {
            return NotReady("journal unavailable");
        }
    }

    private static IResult NotReady(string why) => TypedResults.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
