using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Configuration;
using Dispatch.Tickets;

namespace Dispatch.Api.SlaPolicies;

/// <summary><c>POST /api/sla-policies/{id}/try</c>: what publishing a policy would do to the tickets that are open. Nothing is written.</summary>
public static class TryPolicy
{
    /// <summary>Open tickets that are looked at, those that came in last.</summary>
    public const int Most = 20_000;

    private const int MostCalendars = 20;
    private const int AtOnce = 64;

    /// <summary>What would be published.</summary>
    /// <param name="Policy">The whole policy.</param>
    public sealed record Request(JsonElement Policy)
    {
        /// <summary>Whole calendars that would be published with it.</summary>
        public IReadOnlyList<JsonElement>? Calendars { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder policies) => policies.MapPost("/{id}/try", Handle).RequireAuthorization(Policies.ConfigurationWrite)
        .RepeatableByNature().Produces<TrialResult>().WithSummary("Which open tickets a policy would move, and which would breach by it, beside how they stand. Nothing is written.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, ConfigurationCache cache, IOpenTickets open, IJournal journal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Calendars?.Count > MostCalendars)
            return new ProblemResult(Problem.Of("too-many-items", ("most", MostCalendars)).At("$.calendars"));
        var draft = new DraftConfiguration(cache.Current);
        draft.LayCalendars(request.Calendars ?? []);
        draft.LayPolicy(request.Policy, id);
        if (draft.Fault is { } fault)
            return new ProblemResult(fault);
        var (rules, now, caller) = (new TicketRules(draft.Snapshot), time.Now(), Caller.Of(context.User));
        var trial = new Trial(await open.Count(cancellationToken));
        foreach (var some in (await open.Newest(Most, cancellationToken)).Chunk(AtOnce))
            foreach (var stored in await Task.WhenAll(some.Select(place => journal.Load($"{Ticket.Kind}/{place.Ticket}", cancellationToken).AsTask())))
                if (stored is not null && OrgPath.Holds(caller.Org, stored.Org))
                    trial.Look(JsonSerializer.Deserialize<Ticket>(stored.State.Span, DispatchJson.Stored)!, rules, now);
        return TypedResults.Ok(trial.Result);
    }
}
