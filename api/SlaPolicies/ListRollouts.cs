using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Grains.Journal;
using Dispatch.Sla;

namespace Dispatch.Api.SlaPolicies;

/// <summary><c>GET /api/sla-policies/rollouts</c>: how far published policies and calendars have reached the tickets that are open.</summary>
public static class ListRollouts
{
    private const int Most = 100;

    /// <summary>The latest hundred, latest first.</summary>
    public sealed record Response(IReadOnlyList<RolloutView> Items);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder policies) => policies.MapGet("/rollouts", Handle).RequireAuthorization(Policies.ConfigurationRead)
        .Produces<Response>().WithSummary("How far published policies and calendars have reached the tickets that are open, latest first.");

    private static async Task<IResult> Handle(IJournal journal, CancellationToken cancellationToken)
    {
        var stored = await journal.LoadAll(SlaRollout.Kind, cancellationToken);
        return TypedResults.Ok(new Response([.. stored
            .Select(each => JsonSerializer.Deserialize<SlaRollout>(each.State.Span, DispatchJson.Stored)!)
            .Where(rollout => rollout.Document is not null)
            .OrderByDescending(rollout => rollout.StartedAt).ThenBy(rollout => rollout.Id, StringComparer.Ordinal)
            .Take(Most).Select(RolloutView.Of)]));
    }
}

/// <summary>A rollout.</summary>
/// <param name="Kind">sla-policy or calendar.</param>
/// <param name="Id">Id of the document.</param>
/// <param name="Version">Version of the document.</param>
/// <param name="State">running, finished, or superseded by a later version.</param>
/// <param name="Open">Tickets that were open when it began.</param>
/// <param name="LookedAt">Tickets looked at; more than were open when others came in meanwhile.</param>
/// <param name="Changed">Those of them that go on by what was published.</param>
/// <param name="Moved">Those of the changed ones of which a deadline or a state is another.</param>
/// <param name="Breached">Those of which a deadline has passed by it, and had not before.</param>
/// <param name="Progress">0 to 1.</param>
public sealed record RolloutView(
    string Kind, string Id, int Version, string State, int Open, int LookedAt, int Changed, int Moved, int Breached, double Progress, DateTimeOffset StartedAt)
{
    /// <summary>When it ended; absent while it goes on.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The view of a rollout.</summary>
    public static RolloutView Of(SlaRollout rollout) => new(
        rollout.Document!.Kind, rollout.Document.Id, rollout.Document.Version,
        rollout.Superseded ? "superseded" : rollout.GoesOn ? "running" : "finished",
        rollout.Open, rollout.LookedAt, rollout.Changed, rollout.Moved, rollout.Breached,
        !rollout.GoesOn || rollout.LookedAt >= rollout.Open ? 1 : (double)rollout.LookedAt / rollout.Open,
        rollout.StartedAt!.Value)
    {
        FinishedAt = rollout.FinishedAt,
    };
}
