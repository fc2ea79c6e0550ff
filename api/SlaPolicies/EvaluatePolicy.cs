using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;

namespace Dispatch.Api.SlaPolicies;

/// <summary><c>POST /api/sla-policies/evaluate</c>: what a policy makes of a ticket that is only told; it stores nothing.</summary>
public static class EvaluatePolicy
{
    private const int MostCalendars = 20;

    /// <summary>The question.</summary>
    /// <param name="Events">What happened, in order; the ticket came in first.</param>
    /// <param name="Now">When somebody looks.</param>
    public sealed record Request(IReadOnlyList<TimedEvent> Events, DateTimeOffset Now)
    {
        /// <summary>A whole policy, as it would be published.</summary>
        public JsonElement? Policy { get; init; }

        /// <summary>Id of a published policy, instead of <see cref="Policy"/>; without either, the published policies are asked as for a live ticket.</summary>
        public string? PolicyId { get; init; }

        /// <summary>Whole calendars, laid over the published ones.</summary>
        public IReadOnlyList<JsonElement>? Calendars { get; init; }

        /// <summary>Wall clocks that policies may follow.</summary>
        public Zones? TimeZones { get; init; }
    }

    /// <summary>IANA time zones by whose they are.</summary>
    public sealed record Zones(string? Customer, string? Site, string? Team);

    /// <summary>The answer.</summary>
    /// <param name="Clocks">Every clock as it stands at the end.</param>
    /// <param name="History">Warnings, breaches and escalations on the way, in order.</param>
    public sealed record Response(IReadOnlyList<EvaluatedClock> Clocks, IReadOnlyList<EvaluatedMilestone> History)
    {
        /// <summary>The policy that was chosen; absent when none is for the ticket.</summary>
        public string? Policy { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder policies) => policies.MapPost("/evaluate", Handle).RequireAuthorization(Policies.ConfigurationRead)
        .RepeatableByNature().Produces<Response>().WithSummary("What a policy makes of a told ticket: clocks, deadlines and their proof. Nothing is stored.");

    private static IResult Handle(Request request, ConfigurationCache cache)
    {
        if (request is { Policy: not null, PolicyId: not null })
            return new ProblemResult(Problem.Of("one-of", ("members", "policy, policyId")).At("$.policyId"));
        if (request.Calendars?.Count > MostCalendars)
            return new ProblemResult(Problem.Of("too-many-items", ("most", MostCalendars)).At("$.calendars"));
        if (PossibleInstants.Check("$.now", request.Now) is { } impossible)
            return new ProblemResult(impossible);
        var draft = new DraftConfiguration(cache.Current);
        draft.LayCalendars(request.Calendars ?? []);
        if (request.Policy is { } body && draft.LayPolicy(body) is { } laid)
            draft.AskOnly(laid.Id);
        if (draft.Fault is { } fault)
            return new ProblemResult(fault);
        if (request.PolicyId is { } id)
        {
            if (draft.Snapshot.Document(SlaPolicyKind.Instance.Name, id) is null)
                return new ProblemResult(Problem.Of(Rejection.Of(new("document-unknown"), ("kind", SlaPolicyKind.Instance.Name), ("id", id))).At("$.policyId"));
            draft.AskOnly(id);
        }
        return Reach.Within(() => Evaluate(new SlaBook(draft.Snapshot), request));
    }

    private static IResult Evaluate(SlaBook book, Request request)
    {
        var zones = ImmutableSortedDictionary<ZoneOf, string>.Empty.AddRange(
            from zone in new[] { (ZoneOf.Customer, request.TimeZones?.Customer), (ZoneOf.Site, request.TimeZones?.Site), (ZoneOf.Team, request.TimeZones?.Team) }
            where zone.Item2 is not null
            select KeyValuePair.Create(zone.Item1, zone.Item2!));
        var events = request.Events.Select(WithPriority).ToList();
        var evaluation = SlaEvaluation.Of(book, events, zones, request.Now);
        if (evaluation.Value is not { } value)
            return new ProblemResult(Problem.Of(evaluation.Rejections[0]) with { Others = [.. evaluation.Rejections.Skip(1).Select(Problem.Of)] });
        var pauses = new WholePauses(value.Happenings);
        return TypedResults.Ok(new Response(
            [.. value.Clocks.Select(reading => EvaluatedClock.Of(SlaReading.Of(pauses.Of(reading.Clock, book), book, request.Now), book, request.Now))],
            [.. value.Happenings.Select(EvaluatedMilestone.Of).OfType<EvaluatedMilestone>()])
        {
            Policy = value.Happenings.OfType<PolicyChosen>().FirstOrDefault()?.Policy.Id,
        });
    }

    /// <summary>Conditions ask for the priority as for any other field.</summary>
    private static TimedEvent WithPriority(TimedEvent each) => each is TicketOpenedAt opened && !opened.Fields.Has("priority")
        ? opened with { Fields = opened.Fields.With("priority", FieldValue.Of(opened.Priority.ToString().ToLowerInvariant())) }
        : each;
}
