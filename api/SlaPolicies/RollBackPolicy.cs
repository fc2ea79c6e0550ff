using Dispatch.Api.Access;
using Dispatch.Api.Configuration;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Configuration;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;
using Orleans;

namespace Dispatch.Api.SlaPolicies;

/// <summary><c>POST /api/sla-policies/{id}/rollback</c>: publishes an earlier version of a policy as the next one.</summary>
public static class RollBackPolicy
{
    /// <summary>Where to go back to.</summary>
    /// <param name="ToVersion">The version whose content is published; absent means the one before the current.</param>
    public sealed record Request(int? ToVersion);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder policies) => policies.MapPost("/{id}/rollback", Handle).RequireAuthorization(Policies.ConfigurationWrite)
        .RepeatableByNature().Produces<DocumentView>().WithMetadata(new Versioned())
        .WithSummary("Publishes an earlier version of a policy as the next one. If-Match names the version that is current.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, IGrainFactory grains, ConfigurationCache cache, CancellationToken cancellationToken)
    {
        var kind = SlaPolicyKind.Instance.Name;
        if (cache.Current.Document(kind, id) is not { } current)
            return new ProblemResult(Problem.Of("document-unknown", ("kind", kind), ("id", id)));
        // The version before the current one is another after each time.
        if (await Idempotency.IsRepeat(context))
            return TypedResults.Ok(DocumentView.Of(current));
        if (request.ToVersion is null && current.Version is 1)
            return new ProblemResult(Problem.Of("no-version-before", ("id", id)));
        var version = new DocumentRef(kind, id, request.ToVersion ?? current.Version - 1);
        return cache.Current.Document(version) is { } earlier
            ? await ConfigurationRoutes.Publish(context, grains, cache, kind, id, earlier.Body.Root(), cancellationToken)
            : new ProblemResult(Problem.Of("document-unknown", ("kind", kind), ("id", $"{id}@{version.Version}")).At("$.toVersion"));
    }
}
